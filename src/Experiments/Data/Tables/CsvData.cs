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

    /// <summary>Reads, splits and fits, and reads the test rows' own file where there is one.</summary>
    /// <exception cref="MissingException">A file is not there.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public static CsvData Read(CsvOptions options, DataContext context)
    {
        var data = ReadTraining(options, context);
        if (options.TestPath is not { } path)
            return data;
        var (table, file) = Read(options, path, context);
        return table.Columns.SequenceEqual(data.Table.Columns)
            ? data.WithTest(table, file)
            : throw new InputException($"{table.Path}: the columns are not those of {data.Table.Path}: {Difference(data.Table, table)}.");
    }

    /// <summary>Reads, splits and fits the file that is trained on; where the test rows have a file of their own, that one is not looked at.</summary>
    /// <exception cref="MissingException">The file is not there.</exception>
    /// <exception cref="InputException">The file or the choice of columns is wrong.</exception>
    public static CsvData ReadTraining(CsvOptions options, DataContext context)
    {
        var (table, file) = Read(options, options.Path, context);
        var missing = options.MissingValues.ToHashSet(StringComparer.Ordinal);
        var column = table.Column(options.Target, "data.target");
        var target = TargetColumn.Of(table, column, options.Task, options.LogTarget, missing);
        var rows = SplitRows.Draw(table.Rows.Count, options.TestPath is null ? options.Test : 0, options.Validation, options.Limit, options.SplitSeed, table.Path);
        var encoder = FeatureEncoder.Fit(table, Features(options, table, column), rows.Train, new FeatureOptions(
            options.Categorical.ToHashSet(StringComparer.Ordinal), missing, options.Missing == "impute", options.Standardize, options.LogFeatures));
        return new CsvData(options, table, table, rows, rows.Test, target, encoder, new DataDescription(
            target.Task, [encoder.Width], Math.Max(1, target.Classes.Count), target.Classes, [file], target.Log)
        {
            Contents = encoder.InWords,
            Warnings = encoder.Warnings,
        });
    }

    /// <summary>The same with all rows of another file in place of the test rows; its columns may stand in any order, and nothing is fitted anew.</summary>
    /// <exception cref="MissingException">The file is not there.</exception>
    /// <exception cref="InputException">The file can't be read, or lacks a column.</exception>
    public CsvData MeasuredOn(string path, DataContext context)
    {
        var (table, file) = Read(Options, path, context);
        var arranged = Arrange(table, withTarget: true);
        var data = WithTest(arranged, file);
        return data with { Description = data.Description with { Warnings = Encoder.Unknown(arranged) } };
    }

    /// <summary>Class numbers of some rows.</summary>
    public long[] Classes(CsvTable table, long[] rows) => Target.Classify(table, table.Column(Options.Target, "data.target"), rows, _missing);

    /// <summary>Regression targets of some rows.</summary>
    public double[] Numbers(CsvTable table, long[] rows, double limit) => Target.Measure(table, table.Column(Options.Target, "data.target"), rows, _missing, limit);

    /// <summary>
    /// The rows of another file, with this table's columns in this table's order. Columns are found by their names; without a header line by their places,
    /// where a file with one column fewer is one without the target. A column that is not looked at may be lacking, and is empty then.
    /// </summary>
    /// <param name="table">The other file.</param>
    /// <param name="withTarget">Whether the target has to be there.</param>
    /// <exception cref="InputException">A column is lacking.</exception>
    public CsvTable Arrange(CsvTable table, bool withTarget)
    {
        var target = Table.Column(Options.Target, "data.target");
        var positions = Options.Header ? ByName(table) : ByPlace(table, target, withTarget);
        foreach (var column in Encoder.Columns.Concat(withTarget ? [target] : Array.Empty<int>()).Where(column => positions[column] < 0))
            throw Lacking(table, Table.Columns[column], column == target ? "which is what the network predicts" : "which the network was trained with");
        return new CsvTable(table.Path, Table.Columns, [.. table.Rows.Select(row => Array.ConvertAll(positions, position => position < 0 ? "" : row[position]))], table.Lines);
    }

    private static InputException Lacking(CsvTable table, string name, string what) =>
        new($"{table.Path} has no column '{name}', {what}{(Names.DidYouMean(name, table.Columns) is { Length: > 0 } nearest ? nearest : ".")}");

    private int[] ByName(CsvTable table)
    {
        var places = table.Columns.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return [.. Table.Columns.Select(name => places.GetValueOrDefault(name, -1))];
    }

    private int[] ByPlace(CsvTable table, int target, bool withTarget)
    {
        var (here, there) = (Table.Columns.Count, table.Columns.Count);
        if (there == here)
            return [.. Enumerable.Range(0, here)];
        return there == here - 1 && !withTarget
            ? [.. Enumerable.Range(0, here).Select(column => column == target ? -1 : column < target ? column : column - 1)]
            : throw new InputException($"{table.Path} has {there} columns; without a header line {here} are expected, as {Table.Path} has{(withTarget ? "" : $", or {here - 1}, all but the target")}.");
    }

    private CsvData WithTest(CsvTable table, DataFile file) => this with
    {
        TestTable = table,
        TestRows = [.. Enumerable.Range(0, table.Rows.Count).Select(row => (long)row)],
        Description = Description with { Files = [Description.Files[0], file] },
    };

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
