using Experiments.Statistics;

namespace Experiments.Reports;

/// <summary>Formats the numbers of a report for people, in the invariant culture. Files for programs keep all digits.</summary>
public static class ReportText
{
    /// <summary>Text that is shown instead of a missing number.</summary>
    public const string None = "–";

    /// <summary>Formats a number with up to four decimals. Numbers below 1e-3 and from 1e5 on are in scientific notation.</summary>
    public static string Number(double? value) => value switch
    {
        null => None,
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        0 => "0",
        { } number when Math.Abs(number) is >= 1e5 or < 1e-3 => number.ToString("0.###e+0", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>Formats a count with thousands separators: <c>1,234</c>.</summary>
    public static string Count(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Formats a p-value with four decimals. Values below 1e-4 are in scientific notation.</summary>
    public static string P(double? value) => value switch
    {
        null => None,
        < 1e-4 => value.Value.ToString("0.0e+0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>Formats an interval: <c>[0.1, 0.2]</c>.</summary>
    public static string Ends(Interval? interval) => interval is { } ends ? $"[{Number(ends.Low)}, {Number(ends.High)}]" : None;

    /// <summary>Formats a share as a percentage: <c>95 %</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>Formats a value with all digits, for programs; null gives an empty text.</summary>
    public static string Exact(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>Makes a file name from a text: every character except ASCII letters and digits becomes a hyphen.</summary>
    public static string FileName(string text) =>
        string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-')).Trim('-')
            .Replace('.', '-');
}
