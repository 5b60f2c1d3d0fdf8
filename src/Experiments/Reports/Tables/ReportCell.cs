namespace Experiments.Reports.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Text for people.</param>
/// <param name="Values">Values for programs, with all digits: one value for each of the column's names; null for a missing value.</param>
public sealed record ReportCell(string Text, params IReadOnlyList<object?> Values)
{
    /// <summary>Target of the cell's link, relative to the report's folder; empty if there is no link.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether the cell is bold. A bold cell means that the tests separate the pair.</summary>
    public bool IsStrong { get; init; }

    public static ReportCell Words(string text) => new(text, text);

    public static ReportCell Number(double? value) => new(ReportText.Number(value), value);

    public static ReportCell Count(long value) => new(ReportText.Count(value), value);

    /// <summary>Creates a cell with two values, the ends of the interval.</summary>
    public static ReportCell Ends(Statistics.Interval? interval) => new(ReportText.Ends(interval), interval?.Low, interval?.High);
}
