using System.Globalization;
using Experiments.Statistics;

namespace Experiments.Reports;

/// <summary>Numbers of a report for people, in the invariant culture; files for programs keep every digit.</summary>
public static class ReportText
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>A number in a handful of digits.</summary>
    public static string Number(double? value) => value switch
    {
        null => None,
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        0 => "0",
        { } number when Math.Abs(number) is >= 1e5 or < 1e-3 => number.ToString("0.###e+0", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>A count with thousands separated.</summary>
    public static string Count(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A p-value: four decimals, or the power of ten.</summary>
    public static string P(double? value) => value switch
    {
        null => None,
        < 1e-4 => value.Value.ToString("0.0e+0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>An interval: <c>[0.1, 0.2]</c>.</summary>
    public static string Ends(Interval? interval) => interval is { } ends ? $"[{Number(ends.Low)}, {Number(ends.High)}]" : None;

    /// <summary>A level as <c>95 %</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number with all its digits, for programs; empty for none.</summary>
    public static string Exact(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>A name that is safe in a file's: letters, digits, dots and hyphens.</summary>
    public static string FileName(string text) =>
        string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-')).Trim('-').Replace('.', '-');
}
