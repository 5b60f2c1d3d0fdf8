using Experiments.Scripts;

namespace Experiments.Data.Tables;

/// <summary>
/// A column of numbers. A skewed column is first transformed to sign(x)·ln(1 + |x|). The column is then standardised with the training
/// rows' mean and population standard deviation; a constant column is only centred. A missing value is replaced by the training rows' mean.
/// If the training rows have missing values, a second feature is 1 for missing and 0 for present (scikit-learn's
/// <c>SimpleImputer(strategy="mean", add_indicator=True)</c>).
/// </summary>
internal sealed class NumberColumn : FeatureColumn
{
    /// <summary>Limit of |skewness|. By a rule of thumb, a column above 1 is "highly skewed" (M. G. Bulmer, Principles of Statistics,
    /// 1979).</summary>
    private const double Skewed = 1;

    private readonly FeatureOptions _options;
    private bool _log;
    private double _mean;
    private double _std = 1;
    private bool _indicator;

    private NumberColumn(int index, string sign, FeatureOptions options)
        : base(index) => (Sign, _options) = (sign, options);

    /// <summary>Percent or currency sign of the column's numbers; empty without a sign.</summary>
    public string Sign { get; }

    /// <inheritdoc/>
    public override int Width => _indicator ? 2 : 1;

    /// <param name="sign">Percent or currency sign of the numbers; empty without a sign.</param>
    /// <exception cref="InputException">A value is missing although it is required, is not finite, or is too large.</exception>
    public static NumberColumn Fit(CsvFile table, int index, ReadOnlySpan<long> rows, string sign, FeatureOptions options)
    {
        var column = new NumberColumn(index, sign, options);
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
                $"{table.Path}: the numbers of column '{table.Columns[index]}' are too large to compute their mean and standard "
                    + "deviation.");
        // Equal values can differ from their rounded mean in the last digit. The standard deviation of such values counts as 0.
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

    /// <inheritdoc/>
    public override string PyTorch(string name, IEnumerable<string> cells) => Py.Call("number", [
        name, Py.Number(_mean), .. _options.Standardize ? [Py.Number(_std)] : Array.Empty<string>(),
        .. Sign.Length > 0 ? [$"sign={Py.Text(Sign)}"] : Array.Empty<string>(),
        .. _log ? ["log=True"] : Array.Empty<string>(),
        .. _indicator ? ["marks_missing=True"] : Array.Empty<string>(),
    ]);

    private double? Value(CsvFile table, int row)
    {
        var cell = table.Rows[row][Index];
        if (_options.Reader.IsMissing(cell))
            return _options.Impute ? null : throw table.Mistake(row, Index, "is a missing value, which data.missing 'refuse' forbids");
        if (!_options.Reader.TryAmount(cell, out var value, out var sign) || !ColumnContent.Belongs(sign, Sign))
            throw table.Mistake(row, Index,
                $"is not a number{(Sign.Length > 0 ? $" with '{Sign}'" : "")}, unlike all values of the training rows; correct the "
                    + "cell, name its text in data.missing_values, or name the column in data.categorical if it holds categories");
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
