using Experiments.Configuration;

namespace Experiments.Data.Tables;

/// <summary>A CSV file read, split and fitted: everything but the tensors.</summary>
/// <param name="Options">What the config says.</param>
/// <param name="Table">The rows to train on and to validate with, and those held out for test unless they have a file of their own.</param>
/// <param name="TestTable">Where the test rows are.</param>
/// <param name="Rows">The split of <paramref name="Table"/>.</param>
/// <param name="TestRows">The test rows of <paramref name="TestTable"/>.</param>
/// <param name="Target">What is predicted.</param>
/// <param name="Encoder">How cells become features.</param>
/// <param name="Description">What a model and a record have to know.</param>
internal sealed record CsvData(
    CsvOptions Options, CsvTable Table, CsvTable TestTable, SplitRows Rows, long[] TestRows, TargetColumn Target, FeatureEncoder Encoder, DataDescription Description)
{
    private readonly IReadOnlySet<string> _missing = Options.MissingValues.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads, splits and fits.</summary>
    /// <exception cref="MissingException">A file is not there.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public static CsvData Read(CsvOptions options, DataContext context)
    {
        var (table, file) = Read(options, options.Path, context);
        var (testTable, testFile) = options.TestPath is { } path ? Read(options, path, context) : (table, null);
        if (!testTable.Columns.SequenceEqual(table.Columns))
            throw new InputException($"{testTable.Path}: the columns are not those of {table.Path}: {Difference(table, testTable)}.");

        var missing = options.MissingValues.ToHashSet(StringComparer.Ordinal);
        var column = table.Column(options.Target, "data.target");
        var target = TargetColumn.Of(table, column, options.Task, options.LogTarget, missing);
        var rows = SplitRows.Draw(table.Rows.Count, testFile is null ? options.Test : 0, options.Validation, options.Limit, options.SplitSeed, table.Path);
        var encoder = FeatureEncoder.Fit(table, Features(options, table, column), rows.Train, new FeatureOptions(
            options.Categorical.ToHashSet(StringComparer.Ordinal), missing, options.Missing == "impute", options.Standardize, options.LogFeatures));
        return new CsvData(options, table, testTable, rows,
            testFile is null ? rows.Test : [.. Enumerable.Range(0, testTable.Rows.Count).Select(row => (long)row)],
            target, encoder, new DataDescription(
                target.Task, [encoder.Width], Math.Max(1, target.Classes.Count), target.Classes, testFile is null ? [file] : [file, testFile], target.Log)
            {
                Contents = encoder.InWords,
                Warnings = encoder.Warnings,
            });
    }

    /// <summary>Class numbers of some rows.</summary>
    public long[] Classes(CsvTable table, long[] rows) => Target.Classify(table, table.Column(Options.Target, "data.target"), rows, _missing);

    /// <summary>Regression targets of some rows.</summary>
    public double[] Numbers(CsvTable table, long[] rows, double limit) => Target.Measure(table, table.Column(Options.Target, "data.target"), rows, _missing, limit);

    /// <summary>Features of the rows of another file, whose columns may stand in any order and which needs none but those that the features are made of.</summary>
    /// <exception cref="InputException">A column is lacking, or a cell doesn't fit its column.</exception>
    public double[] EncodeNew(CsvTable table, double limit)
    {
        var positions = Table.Columns.Select(name => table.Columns.ToList().IndexOf(name)).ToArray();
        foreach (var name in Encoder.Columns.Where(column => positions[column] < 0).Select(column => Table.Columns[column]))
            throw new InputException($"{table.Path} has no column '{name}', which the network was trained with{(Names.DidYouMean(name, table.Columns) is { Length: > 0 } nearest ? nearest : ".")}");
        var cells = table.Rows.Select(row => Array.ConvertAll(positions, position => position < 0 ? "" : row[position])).ToList();
        return Encoder.Encode(new CsvTable(table.Path, Table.Columns, cells, table.Lines), [.. Enumerable.Range(0, cells.Count).Select(row => (long)row)], limit);
    }

    private static (CsvTable Table, DataFile File) Read(CsvOptions options, string path, DataContext context)
    {
        var found = DataFinder.Find(path, context.Roots) ?? throw new MissingException(
            $"There is no file '{path}': put it into the current folder or into one of the data folders ({DataFinder.InWords(context.Roots)}), or give its full path.");
        var file = StoredFile.Read(found);
        return (CsvTable.Read(file, options.Delimiter[0], options.Header), file.Record);
    }

    private static List<int> Features(CsvOptions options, CsvTable table, int target)
    {
        var ignored = options.Ignore.Select(name => table.Column(name, "data.ignore")).Append(target).ToHashSet();
        foreach (var name in options.Categorical)
            table.Column(name, "data.categorical");
        return [.. Enumerable.Range(0, table.Columns.Count).Where(column => !ignored.Contains(column))];
    }

    private static string Difference(CsvTable table, CsvTable other)
    {
        var lacking = table.Columns.Except(other.Columns).FirstOrDefault();
        var extra = other.Columns.Except(table.Columns).FirstOrDefault();
        return lacking is not null ? $"'{lacking}' is lacking" : extra is not null ? $"'{extra}' is extra" : "their order differs";
    }
}
