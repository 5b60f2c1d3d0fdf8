namespace Experiments.Data.Tables;

/// <summary>
/// A number, mapped to sign(x)·ln(1 + |x|) if the column is skewed, then standardised with the training rows' mean and (population)
/// standard deviation; a column that is constant there is only centred. A missing value takes the training rows' mean; if the training rows
/// have one, a second feature is 1 for missing and 0 for present (scikit-learn's
/// <c>SimpleImputer(strategy="mean", add_indicator=True)</c>).
/// </summary>
internal sealed class NumberColumn : FeatureColumn
{
    /// <summary>|skewness| above 1 is the rule of thumb for "highly skewed" (M. G. Bulmer, Principles of Statistics, 1979).</summary>
    private const double Skewed = 1;

    // A typing mistake is rare; if every tenth cell is a word, the column is meant so.
    private const int ShareOfOddCells = 10;

    private readonly FeatureOptions _options;
    private bool _log;
    private double _mean;
    private double _std = 1;
    private bool _indicator;

    private NumberColumn(int index, FeatureOptions options)
        : base(index) => _options = options;

    /// <inheritdoc/>
    public override int Width => _indicator ? 2 : 1;

    /// <summary>Whether a column counts as numbers: the training rows have a value in it, and all their values are numbers.</summary>
    public static bool Fits(CsvFile table, int index, ReadOnlySpan<long> rows, FeatureOptions options)
    {
        var any = false;
        foreach (var row in rows)
        {
            var cell = table.Rows[(int)row][index];
            if (options.MissingValues.Contains(cell))
                continue;
            if (!Cells.TryNumber(cell, out _))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>Warns of a column of numbers with a few cells of text, at most one per ten numbers; null for any other column.</summary>
    public static string? OddCells(CsvFile table, int index, ReadOnlySpan<long> rows, FeatureOptions options)
    {
        var (numbers, odd, first) = (0, 0, -1);
        foreach (var row in rows)
        {
            var cell = table.Rows[(int)row][index];
            if (options.MissingValues.Contains(cell))
                continue;
            if (Cells.TryNumber(cell, out _))
                numbers++;
            else if (odd++ == 0 || row < first)
                first = (int)row;
        }

        if (odd == 0 || odd > numbers / ShareOfOddCells)
            return null;
        var others = odd == 1 ? "is the only cell" : string.Create(CultureInfo.InvariantCulture, $"is one of {odd} cells");
        return table.Said(first, index, string.Create(CultureInfo.InvariantCulture,
            $"{others} that {(odd == 1 ? "is" : "are")} not a number, beside {numbers} that are, and makes the column categories; correct "
                + $"it, name it in data.missing_values, or name the column in data.categorical"));
    }

    /// <exception cref="InputException">A value is missing where none may, or not finite, or too large.</exception>
    public static NumberColumn Fit(CsvFile table, int index, ReadOnlySpan<long> rows, FeatureOptions options)
    {
        var column = new NumberColumn(index, options);
        var values = new List<double>(rows.Length);
        foreach (var row in rows)
            if (column.Value(table, (int)row) is { } value)
                values.Add(value);
        column._indicator = values.Count < rows.Length;
        column._log = options.Log && Math.Abs(Skewness(values)) > Skewed;
        if (column._log)
            values = values.ConvertAll(SignedLog);
        column._mean = values.Average();
        var std = Math.Sqrt(values.Average(value => Math.Pow(value - column._mean, 2)));
        if (options.Standardize && !double.IsFinite(std))
            throw new InputException(
                $"{table.Path}: the numbers of column '{table.Columns[index]}' are too large to take their mean and standard deviation.");
        // Equal values can differ from their own rounded mean in the last place; that is no spread.
        column._std = std > 1e-12 * Math.Abs(column._mean) ? std : 1;
        return column;
    }

    public override void Write(CsvFile table, int row, Span<double> features)
    {
        var value = Value(table, row);
        var number = value is { } present ? (_log ? SignedLog(present) : present) : _mean;
        features[0] = _options.Standardize ? (number - _mean) / _std : number;
        if (_indicator)
            features[1] = value is null ? 1 : 0;
    }

    private double? Value(CsvFile table, int row)
    {
        var cell = table.Rows[row][Index];
        if (_options.MissingValues.Contains(cell))
            return _options.Impute ? null : throw table.Mistake(row, Index, "is a missing value, and data.missing is 'refuse'");
        if (!Cells.TryNumber(cell, out var value))
            throw table.Mistake(row, Index,
                "is not a number, as all values of the training rows are; name the column in data.categorical if it holds categories");
        return double.IsFinite(value) ? value : throw table.Mistake(row, Index, "is not a finite number");
    }

    private static double SignedLog(double x) => Math.Sign(x) * Math.Log(1 + Math.Abs(x));

    private static double Skewness(List<double> values)
    {
        var mean = values.Average();
        var variance = values.Average(value => Math.Pow(value - mean, 2));
        return variance > 0 ? values.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(variance, 1.5) : 0;
    }
}
