using Experiments.Data.Tables;
using Experiments.Scripts;

namespace Experiments.Data.Images;

/// <summary>The 1,797 handwritten digits of 8×8 pixels that ship with the program (E. Alpaydin and C. Kaynak, 1998).</summary>
public sealed record DigitsOptions : GreyImageOptions
{
    private const int Side = 8;
    private const int MaximumPixel = 16;
    private const string Name = "digits.csv.gz";

    private static readonly string[] s_classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    [Option("test", "Images held out for test: a share (below 1) or a number (1 or more); 0 for none.", Minimum = 0)]
    public double Test { get; init; } = 0.2;

    public override double Validation { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Mistakes() => base.Mistakes().Concat(SplitRows.Mistakes("test", Test));

    /// <summary>Describes the shape without reading the file; lists the file with its digest if it exists.</summary>
    public override DataDescription Describe(DataContext context) =>
        Description(Find(context) is { } path ? [StoredFile.Digest(path)] : []);

    /// <exception cref="MissingException">The file is missing.</exception>
    /// <exception cref="InputException">The file is damaged, or the split leaves nothing to train on.</exception>
    private protected override ImageSource ReadImages(DataContext context)
    {
        var path = Find(context) ?? throw new MissingException(
            $"The data set digits is not on this machine: put {Name} (from data/digits of the repository) into 'digits' under one of "
                + $"the data folders ({DataFinder.InWords(context.Roots)}).");
        var file = StoredFile.Read(path);
        var set = Read(file);
        var rows = SplitRows.Draw(set.Count, Test, Validation, Limit, SplitSeed, path);
        return new ImageSource(Description([file.Record]), set, rows, set, rows.Test, MaximumPixel);
    }

    private protected override PyData Reading(IReadOnlyList<DataFile> files) => new(
        [$"FILE = {Py.Text(files[0].Path)}"],
        [
            "table = np.loadtxt(FILE, delimiter=\",\", dtype=np.int64)",
            $"pixels, labels = table[:, :-1].reshape(-1, 1, {Side}, {Side}), table[:, -1]",
        ]);

    private static string? Find(DataContext context) =>
        DataFinder.Find(context.Roots.SelectMany(root => new[] { Path.Combine(root, "digits", Name), Path.Combine(root, Name) }));

    private static DataDescription Description(IReadOnlyList<DataFile> files) =>
        new(TaskKind.Classification, [1, Side, Side], s_classes.Length, s_classes, files);

    private static ImageSet Read(StoredFile file)
    {
        const int columns = Side * Side + 1;
        var table = CsvFile.Read(file, delimiter: ',', header: false);
        if (table.Columns.Count != columns)
            throw new InputException($"{file.Path}: the file has {table.Columns.Count} columns, but digits needs {columns}: 64 pixels "
                + "and the label.");
        var pixels = new byte[table.Rows.Count * Side * Side];
        var labels = new byte[table.Rows.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            for (var pixel = 0; pixel < Side * Side; pixel++)
                pixels[row * Side * Side + pixel] = Value(table, row, pixel, MaximumPixel);
            labels[row] = Value(table, row, Side * Side, s_classes.Length - 1);
        }
        return new ImageSet(pixels, labels, Side, Side);
    }

    private static byte Value(CsvFile table, int row, int column, int maximum) =>
        byte.TryParse(table.Rows[row][column], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum
            ? value
            : throw table.Mistake(row, column, $"is not a whole number from 0 to {maximum}");
}
