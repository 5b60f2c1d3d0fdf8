namespace Experiments.Data.Tables;

/// <summary>Classification or regression from any CSV file.</summary>
public record CsvOptions : DataOptions, IValidated
{
    // Added after the default of missing_values was fixed by the identities of runs; they hold where that list is left alone.
    private static readonly string[] s_laterMarks = ["n/a", "NULL", "<NA>", "#N/A"];

    private protected const string PathText = "The CSV file, plain or gzip; looked for in the current folder, then in the data folders.";
    private protected const string TargetText = "Name of the column to predict.";

    [Option("path", PathText, Required = true, AffectsResult = false)]
    public virtual string Path { get; init; } = "";

    [Option("test_path", "A second file with the same columns that holds the test rows; test has no effect then.", AffectsResult = false)]
    public string? TestPath { get; init; }

    [Option("target", TargetText, Required = true)]
    public virtual string Target { get; init; } = "";

    [Option("task", "auto: classification where the target is text or has at most 20 different values, all whole; else regression.",
        Allowed = ["auto", "classification", "regression"])]
    public string Task { get; init; } = "auto";

    [Option("test", "Share (below 1) or number (from 1) of the rows held out for test; 0 for none.", Minimum = 0)]
    public double Test { get; init; } = 0.2;

    [Option("validation", "Share (below 1) or number (from 1) of the file's rows set aside for validation; 0 for none.", Minimum = 0)]
    public double Validation { get; init; } = 0.1;

    [Option("delimiter", "The character between cells.",
        Pattern = "[\\t!#-~]", PatternInWords = "one ASCII character, such as ',', ';' or a tab, and no quotation mark")]
    public string Delimiter { get; init; } = ",";

    [Option("header", "Whether the first line names the columns; where it does not, their names are their numbers, from 0.")]
    public bool Header { get; init; } = true;

    [Option("ignore", "Columns to leave out, such as identifiers.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Option("categorical",
        "Columns that are categories even though they look like numbers; text is always categories. Each category of the "
            + "training rows is a 0/1 feature, any other is all zeros.")]
    public IReadOnlyList<string> Categorical { get; init; } = [];

    [Option("missing_values", "Texts that mean that a cell has no value. Unless another list is given, n/a, NULL, <NA> and #N/A do too.")]
    public IReadOnlyList<string> MissingValues { get; init; } = DefaultMarks;

    [Option("decimal", "The decimal mark of numbers.", Pattern = "[.,]", PatternInWords = "'.' or ','")]
    public string Decimal { get; init; } = ".";

    [Option("thousands", "What separates groups of three digits in numbers: 1,047 is a number where it is a comma. Empty for nothing.",
        Pattern = "[,. ']?", PatternInWords = "'', ',', '.', a space or an apostrophe")]
    public string Thousands { get; init; } = "";

    [Option("missing",
        "impute: a missing number takes the training rows' mean, and a 0/1 feature says so; a missing category is one of its "
            + "own. refuse: a missing number is an error.",
        Allowed = ["impute", "refuse"])]
    public string Missing { get; init; } = "impute";

    [Option("standardize", "Whether numbers become (x - mean) / std, of the training rows alone.")]
    public bool Standardize { get; init; } = true;

    [Option("log_features", "Whether numbers become sign(x) ln(1 + |x|) where the training rows' skewness is beyond 1 either way.")]
    public bool LogFeatures { get; init; }

    [Option("log_target", "Whether the natural logarithm of the target is learnt, so that RMSE is that of the logarithm.")]
    public bool LogTarget { get; init; }

    [Option("standardize_target",
        "Whether a regression learns (y - mean) / std of the target y, of the training rows alone: the loss is on that scale; rmse, mae, "
            + "other metrics and predictions are in the target's own units.")]
    public bool StandardizeTarget { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Path))
            yield return "path is empty; the name of a file is expected";
        if (LogTarget && Task == "classification")
            yield return "log_target needs a regression, because classes have no logarithm; task is classification";
        if (StandardizeTarget && Task == "classification")
            yield return "standardize_target needs a regression, because classes have no mean; task is classification";
        if (Ignore.Contains(Target))
            yield return $"ignore names '{Target}', which is the target";
        if (Categorical.Contains(Target))
            yield return $"categorical names '{Target}', which is the target; task is what makes it classes";
        if (Decimal == Thousands)
            yield return $"thousands is '{Thousands}', which is the decimal mark; set decimal to '{(Decimal == "." ? "," : ".")}' too";
        foreach (var mistake in SplitRows.Mistakes("test", Test).Concat(SplitRows.Mistakes("validation", Validation)))
            yield return mistake;
    }

    /// <inheritdoc/>
    /// <exception cref="MissingException">A file is not there.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public override DataDescription Describe(DataContext context) => CsvData.Read(this, context).Description;

    /// <inheritdoc/>
    /// <exception cref="MissingException">A file is not there.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public override DataSplits Load(DataContext context) => Splits(CsvData.Read(this, context), context);

    /// <summary>
    /// Reads the data with all rows of another file as test rows. They are encoded exactly as in training: split, categories, means,
    /// deviations and classes are those of these options' own file.
    /// </summary>
    /// <param name="path">A CSV file with the target and the columns of the features, in any order.</param>
    /// <exception cref="MissingException">A file is not there.</exception>
    /// <exception cref="InputException">A file can't be read or lacks a column, or a cell doesn't fit its column.</exception>
    public DataSplits LoadMeasuredOn(string path, DataContext context) =>
        Splits(CsvData.ReadTraining(this, context).MeasuredOn(path, context), context);

    /// <summary>Reads rows to predict for, encoded exactly as in training: categories, means and
    /// deviations are those of the training rows.</summary>
    /// <param name="path">A CSV file with the columns of the features, in any order; other columns are ignored.</param>
    /// <param name="idColumn">Column of the file that tells rows apart, or null.</param>
    /// <exception cref="InputException">The file can't be read or lacks a column, or a cell doesn't fit its column.</exception>
    public NewRows ReadNew(string path, string? idColumn, DataContext context)
    {
        var data = CsvData.ReadTraining(this, context);
        var table = CsvFile.Read(StoredFile.Read(path), Delimiter[0], Header);
        var id = idColumn is null ? -1 : table.Column(idColumn, "--id-column");
        var arranged = data.Arrange(table, withTarget: false);
        using var numbers = Numbers(
            data.Encoder.Encode(arranged, [.. Enumerable.Range(0, table.Rows.Count).Select(row => (long)row)], Largest(context)), context);
        return new NewRows(
            data.Description,
            numbers.reshape(table.Rows.Count, data.Encoder.Width).DetachFromDisposeScope(),
            idColumn ?? "row",
            [.. table.Rows.Select((row, number) => id < 0 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : row[id])])
        {
            Warnings = data.Encoder.Compare(arranged),
        };
    }

    /// <summary>Marks of a missing value beside <see cref="MissingValues"/>.</summary>
    internal IReadOnlyList<string> LaterMarks => MissingValues.SequenceEqual(DefaultMarks) ? s_laterMarks : [];

    /// <summary>Returns what reads the cells of these options' files.</summary>
    internal CellReader Reader() =>
        new(MarksInForce(MissingValues).ToHashSet(StringComparer.Ordinal), Decimal[0], Thousands);

    /// <summary>Returns the marks of a missing value that are in force where a config has these.</summary>
    public static IReadOnlyList<string> MarksInForce(IReadOnlyList<string> marks) =>
        marks.SequenceEqual(DefaultMarks) ? [.. marks, .. s_laterMarks] : marks;

    private static IReadOnlyList<string> DefaultMarks => ["", "NA", "N/A", "NaN", "nan", "null", "?"];

    private static DataSplits Splits(CsvData data, DataContext context) => new(
        data.Description,
        Part("train", data, data.Table, data.Rows.Train, context),
        data.Rows.Validation.Length == 0 ? null : Part("validation", data, data.Table, data.Rows.Validation, context),
        data.TestRows.Length == 0 ? null : Part("test", data, data.TestTable, data.TestRows, context));

    private static double Largest(DataContext context) => context.Precision == ScalarType.Float64 ? double.MaxValue : float.MaxValue;

    private static Split Part(string name, CsvData data, CsvFile table, long[] rows, DataContext context)
    {
        var limit = Largest(context);
        var inputs = Numbers(data.Encoder.Encode(table, rows, limit), context);
        return data.Target.Task == TaskKind.Classification
            ? SplitTensors.Split(name, inputs, [rows.Length, data.Encoder.Width],
                SplitTensors.Of(data.Classes(table, rows), context.Device), [rows.Length])
            : SplitTensors.Split(name, inputs, [rows.Length, data.Encoder.Width], Numbers(data.Numbers(table, rows, limit), context),
                [rows.Length, 1]);
    }

    private static Tensor Numbers(double[] values, DataContext context) => context.Precision == ScalarType.Float64
        ? SplitTensors.Of(values, context.Device)
        : SplitTensors.Of(Array.ConvertAll(values, value => (float)value), context.Device);
}
