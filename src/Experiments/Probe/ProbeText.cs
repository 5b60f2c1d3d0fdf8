namespace Experiments.Probe;

/// <summary>Formats a probe's numbers for people; the records keep every digit.</summary>
public static class ProbeText
{
    /// <summary>Three digits, invariant culture; a dash for none.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        0 => "0",
        { } number when Math.Abs(number) is >= 1e4 or < 1e-3 => number.ToString("0.##e+0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 999.5 => (Math.Round(number / 10) * 10).ToString("0", CultureInfo.InvariantCulture),
        { } number => number.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>A mean with its standard error, if there is one.</summary>
    public static string Of(Estimate? estimate) =>
        estimate is not { } found ? "–" : found.Count == 1 ? Number(found.Mean) : $"{Number(found.Mean)} ± {Number(found.StandardError)}";

    public static string Share(Estimate? share) => share is { } found ? found.Mean.ToString("0%", CultureInfo.InvariantCulture) : "–";
}
