namespace Experiments.Data.Tables;

/// <summary>A CSV file after its rows are read and split and its columns are fitted. The record contains no tensors.</summary>
/// <param name="Table">Rows for training and validation, and also for test if there is no separate test file.</param>
/// <param name="TestTable">Table of the test rows.</param>
/// <param name="Rows">Split of <paramref name="Table"/>.</param>
/// <param name="TestRows">Test rows in <paramref name="TestTable"/>.</param>
internal sealed record CsvData(
    CsvOptions Options, CsvFile Table, CsvFile TestTable, SplitRows Rows, long[] TestRows, TargetColumn Target, FeatureEncoder Encoder,
    DataDescription Description)
{
    private readonly CellReader _reader = Options.Reader();

    /// <summary>Reads, splits and fits the training file, and reads the separate test file if there is one.</summary>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public static CsvData Read(CsvOptions options, DataContext context)
    {
        var data = ReadTraining(options, context);
        if (options.TestPath is not { } path)
            return data;
        var (table, file) = Read(options, path, context);
        return table.Columns.SequenceEqual(data.Table.Columns)
            ? data.WithTest(table, file, data.Description.Warnings)
            : throw new InputException(
                $"{table.Path}: the columns differ from those of {data.Table.Path}: {Difference(data.Table, table)}.");
    }

    /// <summary>Reads, splits and fits the training file. Does not open a separate test file.</summary>
    /// <exception cref="MissingException">The file is missing.</exception>
    /// <exception cref="InputException">The file or the choice of columns is wrong.</exception>
    public static CsvData ReadTraining(CsvOptions options, DataContext context)
    {
        var (table, file) = Read(options, options.Path, context);
        var reader = options.Reader();
        var column = table.Column(options.Target, "data.target");
        var target = TargetColumn.Of(table, column, options.Task, options.LogTarget, reader);
        var rows = SplitRows.Draw(table.Rows.Count, options.TestPath is null ? options.Test : 0, options.Validation, options.Limit,
            options.SplitSeed, table.Path);
        if (options.StandardizeTarget)
            target = target.Standardized(table, column, rows.Train, reader);
        var encoder = FeatureEncoder.Fit(table, Features(options, table, column), rows.Train, new FeatureOptions(
            options.Categorical.ToHashSet(StringComparer.Ordinal), reader, options.Missing == "impute", options.Standardize,
            options.LogFeatures));
        return new CsvData(options, table, table, rows, rows.Test, target, encoder, new DataDescription(
            target.Task, [encoder.Width], Math.Max(1, target.Classes.Count), target.Classes,
            [file with { Reading = LaterReading.In(table, table, options, target, encoder) }], target.Log)
        {
            TargetScale = target.Scale,
            CanStandardizeTarget = target is { Task: TaskKind.Regression, Scale: null },
            Contents = encoder.InWords + target.InWords,
            Warnings = [.. target.Warnings, .. encoder.Warnings, .. LaterReading.Marks(table, options, encoder).Select(mark =>
                $"{table.Path}: '{mark}' is read as a missing value; set data.missing_values to change this.")],
        });
    }

    /// <summary>Returns a copy with all rows of another file as test rows. The file's columns may be in any order, and nothing is
    /// refitted.</summary>
    /// <exception cref="MissingException">The file is missing.</exception>
    /// <exception cref="InputException">The file can't be read, or a column is missing.</exception>
    public CsvData MeasuredOn(string path, DataContext context)
    {
        var (table, file) = Read(Options, path, context);
        var arranged = Arrange(table, withTarget: true);
        return WithTest(arranged, file, []);
    }

    public long[] Classes(CsvFile table, long[] rows) =>
        Target.Classify(table, table.Column(Options.Target, "data.target"), rows, _reader);

    public double[] Numbers(CsvFile table, long[] rows, double limit) =>
        Target.Measure(table, table.Column(Options.Target, "data.target"), rows, _reader, limit);

    /// <summary>
    /// Returns the rows of another file with this table's columns in this table's order. Columns are matched by name, or by position
    /// without a header line. Without a header line, a file with one column fewer has no target. A column that is not used may be missing;
    /// its cells are then empty.
    /// </summary>
    /// <param name="withTarget">Whether the target is required.</param>
    /// <exception cref="InputException">A column is missing.</exception>
    public CsvFile Arrange(CsvFile table, bool withTarget)
    {
        var target = Table.Column(Options.Target, "data.target");
        var positions = Options.Header ? ByName(table) : ByPlace(table, target, withTarget);
        foreach (var column in Encoder.Columns.Concat(withTarget ? [target] : Array.Empty<int>()).Where(column => positions[column] < 0))
            throw Lacking(table, Table.Columns[column],
                column == target ? "which the network predicts" : "which the network was trained with");
        return new CsvFile(table.Path, Table.Columns,
            [.. table.Rows.Select(row => Array.ConvertAll(positions, position => position < 0 ? "" : row[position]))], table.Lines);
    }

    private static InputException Lacking(CsvFile table, string name, string what) =>
        new($"{table.Path} has no column '{name}', "
            + $"{what}{(Names.DidYouMean(name, table.Columns) is { Length: > 0 } nearest ? nearest : ".")}");

    private int[] ByName(CsvFile table)
    {
        var places = table.Columns.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return [.. Table.Columns.Select(name => places.GetValueOrDefault(name, -1))];
    }

    private int[] ByPlace(CsvFile table, int target, bool withTarget)
    {
        var (here, there) = (Table.Columns.Count, table.Columns.Count);
        if (there == here)
            return [.. Enumerable.Range(0, here)];
        return there == here - 1 && !withTarget
            ? [.. Enumerable.Range(0, here).Select(column => column == target ? -1 : column < target ? column : column - 1)]
            : throw new InputException(
                $"{table.Path} has {there} columns; without a header line, {here} are expected, as in {Table.Path}"
                    + $"{(withTarget ? "" : $", or {here - 1} without the target")}.");
    }

    private CsvData WithTest(CsvFile table, DataFile file, IEnumerable<string> warnings) => this with
    {
        TestTable = table,
        TestRows = [.. Enumerable.Range(0, table.Rows.Count).Select(row => (long)row)],
        Description = Description with
        {
            Files = [Description.Files[0], file with { Reading = LaterReading.In(table, Table, Options, Target, Encoder) }],
            Warnings = [.. warnings, .. Encoder.Compare(table)],
        },
    };

    private static (CsvFile Table, DataFile File) Read(CsvOptions options, string path, DataContext context)
    {
        var found = DataFinder.Find(path, context.Roots) ?? throw new MissingException(
            $"There is no file '{path}'. Put it into the current folder or one of the data folders "
                + $"({DataFinder.InWords(context.Roots)}), or give its full path.");
        var file = StoredFile.Read(found);
        return (CsvFile.Read(file, options.Delimiter[0], options.Header), file.Record);
    }

    private static List<int> Features(CsvOptions options, CsvFile table, int target)
    {
        var ignored = options.Ignore.Select(name => table.Column(name, "data.ignore")).Append(target).ToHashSet();
        foreach (var name in options.Categorical)
            table.Column(name, "data.categorical");
        return [.. Enumerable.Range(0, table.Columns.Count).Where(column => !ignored.Contains(column))];
    }

    private static string Difference(CsvFile table, CsvFile other)
    {
        var lacking = table.Columns.Except(other.Columns).FirstOrDefault();
        var extra = other.Columns.Except(table.Columns).FirstOrDefault();
        return lacking is not null ? $"'{lacking}' is missing" : extra is not null ? $"'{extra}' is extra" : "their order differs";
    }
}
