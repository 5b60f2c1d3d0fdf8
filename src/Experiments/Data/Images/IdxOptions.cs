using Experiments.Data.Download;
using Experiments.Scripts;

namespace Experiments.Data.Images;

/// <summary>MNIST and data sets with the same files and sizes: 28×28 grey images, ten classes, and a separate test set.</summary>
public abstract record IdxOptions : GreyImageOptions, IRemoteData
{
    private const int Side = 28;

    public override double Validation { get; init; } = 5000;

    public abstract RemoteDataSet Remote { get; }

    private protected abstract IdxFolder Folder { get; }

    private protected abstract IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public string? FolderIn(IReadOnlyList<string> roots) =>
        Folder.Find(roots) is { } paths ? Path.GetDirectoryName(Path.GetFullPath(paths[0])) : null;

    /// <summary>Describes the shape without reading the files; lists existing files with their digests.</summary>
    public override DataDescription Describe(DataContext context) =>
        Description((Folder.Find(context.Roots) ?? []).Select(StoredFile.Digest).ToList());

    /// <exception cref="MissingException">The files are missing.</exception>
    /// <exception cref="InputException">A file is damaged, or the split leaves nothing to train on.</exception>
    private protected override ImageSource ReadImages(DataContext context)
    {
        var paths = Folder.Find(context.Roots) ?? throw Folder.Missing(context.Roots);
        var files = new List<DataFile>();
        var train = Read(paths[0], paths[1], files);
        var test = Read(paths[2], paths[3], files);
        var rows = SplitRows.Draw(train.Count, test: 0, Validation, Limit, SplitSeed, paths[0]);
        return new ImageSource(Description(files) with { Warnings = Folder.PassedOver(context.Roots) }, train, rows, test, test.AllRows(),
            Max: 255);
    }

    private protected override PyData Reading(IReadOnlyList<DataFile> files) => new(
        [
            $"TRAIN_IMAGES, TRAIN_LABELS = {Py.Text(files[0].Path)}, {Py.Text(files[1].Path)}",
            $"TEST_IMAGES, TEST_LABELS = {Py.Text(files[2].Path)}, {Py.Text(files[3].Path)}",
        ],
        [
            .. """
            def read_idx(path, header):
                with open(path, "rb") as file:
                    content = file.read()
                if content[:2] == b"\x1f\x8b":
                    content = gzip.decompress(content)
                return np.frombuffer(content, np.uint8, offset=header)


            """.Split('\n'),
            $"pixels, labels = read_idx(TRAIN_IMAGES, 16).reshape(-1, 1, {Side}, {Side}), read_idx(TRAIN_LABELS, 8)",
            $"test_pixels, test_labels = read_idx(TEST_IMAGES, 16).reshape(-1, 1, {Side}, {Side}), read_idx(TEST_LABELS, 8)",
        ])
    {
        Imports = ["gzip"],
        HasTestFile = true,
    };

    private DataDescription Description(IReadOnlyList<DataFile> files) =>
        new(TaskKind.Classification, [1, Side, Side], ClassNames.Count, ClassNames, files);

    private ImageSet Read(string imagePath, string labelPath, List<DataFile> files)
    {
        var (imageFile, labelFile) = (StoredFile.Read(imagePath), StoredFile.Read(labelPath));
        var (count, height, width, pixels) = IdxFile.Images(imageFile);
        var labels = IdxFile.Labels(labelFile, ClassNames.Count);
        if ((height, width) != (Side, Side))
            throw new InputException($"{imagePath}: the images are {height}×{width}, but {Folder.SetName} has {Side}×{Side}.");
        if (count != labels.Length)
            throw new InputException($"{imagePath} has {count} images, but {labelPath} has {labels.Length} labels.");
        files.AddRange([imageFile.Record, labelFile.Record]);
        return new ImageSet(pixels, labels, height, width);
    }
}
