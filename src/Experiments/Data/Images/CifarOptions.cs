using Experiments.Data.Download;
using Experiments.Scripts;

namespace Experiments.Data.Images;

/// <summary>Coloured pictures of 32×32 pixels from the binary version of CIFAR: 50,000 for
/// training, 10,000 for test (A. Krizhevsky, 2009).</summary>
public abstract record CifarOptions : ImageOptions, IRemoteData
{
    public override double Validation { get; init; } = 5000;

    [Option("mean", "Means of the red, green and blue pixels, in [0, 1], that normalize subtracts; null computes the means from the "
        + "training split.",
        MinimumLength = CifarFile.Channels, MaximumLength = CifarFile.Channels)]
    public IReadOnlyList<double>? Mean { get; init; }

    [Option("std", "Standard deviations of the red, green and blue pixels, in [0, 1], that normalize divides by; null computes the "
        + "standard deviations from the training split.",
        Minimum = 0, ExclusiveMinimum = true, MinimumLength = CifarFile.Channels, MaximumLength = CifarFile.Channels)]
    public IReadOnlyList<double>? Std { get; init; }

    private protected override (bool Mean, bool Std) Given => (Mean is not null, Std is not null);

    public abstract RemoteDataSet Remote { get; }

    private protected abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of labels in a row of a file, and the index of the label that the network predicts.</summary>
    private protected abstract (int Count, int Chosen) LabelBytes { get; }

    private ArchiveContents Contents => Remote.Archive!;

    /// <inheritdoc/>
    public string? FolderIn(IReadOnlyList<string> roots) =>
        Find(roots) is { } paths ? Path.GetDirectoryName(Path.GetFullPath(paths[0])) : null;

    /// <summary>Describes the shape without reading the files; lists existing files with their digests.</summary>
    public override DataDescription Describe(DataContext context) =>
        Description((Find(context.Roots) ?? []).Select(StoredFile.Digest).ToList());

    /// <exception cref="MissingException">The files are missing.</exception>
    /// <exception cref="InputException">A file is damaged, or the split leaves nothing to train on.</exception>
    private protected override ImageSource ReadImages(DataContext context)
    {
        var files = (Find(context.Roots) ?? throw Missing(context.Roots)).Select(StoredFile.Read).ToList();
        var (train, test) = (Read(files.SkipLast(1)), Read(files.TakeLast(1)));
        var rows = SplitRows.Draw(train.Count, test: 0, Validation, Limit, SplitSeed, files[0].Path);
        return new ImageSource(Description([.. files.Select(file => file.Record)]), train, rows, test, test.AllRows(), Max: 255);
    }

    private protected override PyData Reading(IReadOnlyList<DataFile> files) => new(
        [
            $"TRAIN_FILES = {Py.List(files.SkipLast(1).Select(file => Py.Text(file.Path)))}",
            $"TEST_FILES = {Py.List(files.TakeLast(1).Select(file => Py.Text(file.Path)))}",
        ],
        [
            .. $"""
            def read_cifar(paths):
                # A row has {(LabelBytes.Count == 1 ? "the label" : "two labels")}, then 32×32 pixels each of red, green and blue.
                rows = np.concatenate([np.fromfile(path, np.uint8) for path in paths]).reshape(-1, {LabelBytes.Count} + 3 * 32 * 32)
                return rows[:, {LabelBytes.Count}:].reshape(-1, 3, 32, 32), rows[:, {LabelBytes.Chosen}]


            """.Split('\n'),
            "pixels, labels = read_cifar(TRAIN_FILES)",
            "test_pixels, test_labels = read_cifar(TEST_FILES)",
        ])
    {
        HasTestFile = true,
    };

    private protected override IReadOnlyList<PixelScale> Scales(ImageSet set, long[] trainRows, int max, string what) =>
        [.. Enumerable.Range(0, set.Channels).Select(channel => (Normalize, Mean, Std) switch
        {
            (false, _, _) => new PixelScale(max, 0, 1),
            (_, { } mean, { } std) => new PixelScale(max, mean[channel], std[channel]),
            _ => PixelScale.Fit(set, channel, trainRows, max, what),
        })];

    private ImageSet Read(IEnumerable<StoredFile> files) =>
        CifarFile.Read([.. files], LabelBytes.Count, LabelBytes.Chosen, ClassNames.Count);

    private DataDescription Description(IReadOnlyList<DataFile> files) =>
        new(TaskKind.Classification, [CifarFile.Channels, CifarFile.Side, CifarFile.Side], ClassNames.Count, ClassNames, files);

    // Returns the files of the first folder that contains all of them: the training files, then the test file.
    private List<string>? Find(IReadOnlyList<string> roots) => roots
        .SelectMany(root => new[] { Path.Combine(root, Contents.Folder), Path.Combine(root, Remote.Name, Contents.Folder),
            Path.Combine(root, Remote.Name) })
        .Select(folder => Contents.Files.Select(name => Path.Combine(folder, name)).ToList())
        .FirstOrDefault(paths => paths.TrueForAll(File.Exists));

    private MissingException Missing(IReadOnlyList<string> roots) => new(
        $"The data set {Remote.Name} is not complete on this machine: put {string.Join(", ", Contents.Files)} (the binary version) into "
            + $"'{Contents.Folder}' under one of the data folders ({DataFinder.InWords(roots)}). To download the "
            + $"data set, run '{TypedCommand.Of($"data fetch {Remote.Name}")}'.");
}
