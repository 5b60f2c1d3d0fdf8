using Experiments.Scripts;

namespace Experiments.Data.Tables;

/// <summary>Classification or regression from any CSV file.</summary>
public record CsvOptions : DataOptions, IValidated
{
    // Texts for missing values that a later version added. The default of missing_values can't change, because the identities of runs
    // depend on this default. The additional texts apply if the key is not set.
    private static readonly string[] s_laterMarks = ["n/a", "NULL", "<NA>", "#N/A"];

    private protected const string PathText = "The CSV file, plain or gzip; searched in the current folder, then in the data folders.";
    private protected const string TargetText = "Name of the column to predict.";

    [Option("path", PathText, Required = true, AffectsResult = false)]
    public virtual string Path { get; init; } = "";

    [Option("test_path", "A second file with the test rows and the same columns; if set, test has no effect.", AffectsResult = false)]
    public string? TestPath { get; init; }

    [Option("target", TargetText, Required = true)]
    public virtual string Target { get; init; } = "";

    [Option("task", "auto: classification if the target is text or has at most 20 different values, all whole numbers; otherwise "
        + "regression.",
        Allowed = ["auto", "classification", "regression"])]
    public string Task { get; init; } = "auto";

    [Option("test", "Rows held out for test: a share (below 1) or a number (1 or more); 0 for none.", Minimum = 0)]
    public double Test { get; init; } = 0.2;

    [Option("validation", "Rows of the file held out for validation: a share (below 1) or a number (1 or more); 0 for none.", Minimum = 0)]
    public double Validation { get; init; } = 0.1;

    [Option("delimiter", "The character between cells.",
        Pattern = "[\\t!#-~]", PatternInWords = "one ASCII character, such as ',', ';' or a tab, and no quotation mark")]
    public string Delimiter { get; init; } = ",";

    [Option("header", "Whether the first line has the column names; if false, the columns have the names 0, 1, 2 and so on.")]
    public bool Header { get; init; } = true;

    [Option("ignore", "Columns to leave out, such as identifiers.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Option("categorical",
        "Columns to treat as categories although they look like numbers; text columns are always categories. Each category of the "
            + "training rows becomes a 0/1 feature; unknown categories are all zeros.")]
    public IReadOnlyList<string> Categorical { get; init; } = [];

    [Option("missing_values", "Texts that mark a missing value. By default, n/a, NULL, <NA> and #N/A also mark a missing value.")]
    public IReadOnlyList<string> MissingValues { get; init; } = DefaultMarks;

    [Option("decimal", "The decimal mark of numbers.", Pattern = "[.,]", PatternInWords = "'.' or ','")]
    public string Decimal { get; init; } = ".";

    [Option("thousands", "Separator between groups of three digits, such as the comma in 1,047; empty for none.",
        Pattern = "[,. ']?", PatternInWords = "'', ',', '.', a space or an apostrophe")]
    public string Thousands { get; init; } = "";

    [Option("missing",
        "impute: a missing number is replaced by the training rows' mean and marked by a 0/1 feature; a missing category is a "
            + "separate category. refuse: a missing number is an error.",
        Allowed = ["impute", "refuse"])]
    public string Missing { get; init; } = "impute";

    [Option("standardize", "Whether to standardise numbers to (x - mean) / std, with mean and std of the training rows.")]
    public bool Standardize { get; init; } = true;

    [Option("log_features", "Whether to transform a column to sign(x) ln(1 + |x|) if the training rows' skewness is above 1 or below -1.")]
    public bool LogFeatures { get; init; }

    [Option("log_target", "Whether to learn the natural logarithm of the target; RMSE is then measured on the logarithm.")]
    public bool LogTarget { get; init; }

    [Option("standardize_target",
        "Whether a regression learns (y - mean) / std of the target y, with mean and std of the training rows. The loss is on that scale; "
            + "rmse, mae, other metrics and predictions are in the target's units.")]
    public bool StandardizeTarget { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Path))
            yield return "path is empty; give the name of a file";
        if (LogTarget && Task == "classification")
            yield return "log_target needs a regression, because classes have no logarithm; set task to regression, or log_target to false";
        if (StandardizeTarget && Task == "classification")
            yield return "standardize_target needs a regression, because classes have no mean; set task to regression, or "
                + "standardize_target to false";
        if (Ignore.Contains(Target))
            yield return $"ignore names '{Target}', which is the target; remove '{Target}' from ignore";
        if (Categorical.Contains(Target))
            yield return $"categorical names '{Target}', which is the target; set task to classification to predict classes";
        if (Decimal == Thousands)
            yield return $"thousands is '{Thousands}', which is also the decimal mark; set decimal to '{(Decimal == "." ? "," : ".")}' too";
        foreach (var mistake in SplitRows.Mistakes("test", Test).Concat(SplitRows.Mistakes("validation", Validation)))
            yield return mistake;
    }

    /// <inheritdoc/>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public override DataDescription Describe(DataContext context) => CsvData.Read(this, context).Description;

    /// <inheritdoc/>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file or the choice of columns is wrong.</exception>
    public override DataSplits Load(DataContext context) => Splits(CsvData.Read(this, context), context);

    /// <inheritdoc/>
    public override PyData? PyTorch(DataContext context) => TableScript.Of(CsvData.Read(this, context));

    /// <summary>
    /// Reads the data with all rows of another file as test rows. The rows are encoded exactly as in training: split, categories, means,
    /// deviations and classes come from the file of these options.
    /// </summary>
    /// <param name="path">A CSV file with the target and the columns of the features, in any order.</param>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file can't be read, a column is missing, or a cell doesn't fit its column.</exception>
    public DataSplits LoadMeasuredOn(string path, DataContext context) =>
        Splits(CsvData.ReadTraining(this, context).MeasuredOn(path, context), context);

    /// <summary>Reads rows for prediction, encoded exactly as in training: categories, means and deviations come from the training
    /// rows.</summary>
    /// <param name="path">A CSV file with the columns of the features, in any order; other columns are ignored.</param>
    /// <param name="idColumn">Column of the file that identifies rows; may be null.</param>
    /// <exception cref="InputException">The file can't be read, a column is missing, or a cell doesn't fit its column.</exception>
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

    /// <summary>Texts for missing values in addition to <see cref="MissingValues"/>.</summary>
    internal IReadOnlyList<string> LaterMarks => MissingValues.SequenceEqual(DefaultMarks) ? s_laterMarks : [];

    /// <summary>Returns a reader for the cells of the files.</summary>
    internal CellReader Reader() =>
        new(MarksInForce(MissingValues).ToHashSet(StringComparer.Ordinal), Decimal[0], Thousands);

    /// <summary>Returns all texts that mean a missing value, given a config's <c>missing_values</c>.</summary>
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
