namespace Experiments.Probe;

/// <summary>Formats the numbers of a probe for people. Files for programs keep all digits.</summary>
public static class ProbeText
{
    /// <summary>Formats a number with three digits, in the invariant culture; null becomes a dash.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        0 => "0",
        { } number when Math.Abs(number) is >= 1e4 or < 1e-3 => number.ToString("0.##e+0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 999.5 => (Math.Round(number / 10) * 10).ToString("0", CultureInfo.InvariantCulture),
        { } number => number.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>Formats a mean, and its standard error if there are several seeds.</summary>
    public static string Of(Estimate? estimate) =>
        estimate is not { } found ? "–" : found.Count == 1 ? Number(found.Mean) : $"{Number(found.Mean)} ± {Number(found.StandardError)}";

    public static string Correlation(double? value) => value is { } number
        ? number.ToString("0.000", CultureInfo.InvariantCulture)
        : "–";

    public static string Share(Estimate? share) => share is { } found ? found.Mean.ToString("0%", CultureInfo.InvariantCulture) : "–";
}
