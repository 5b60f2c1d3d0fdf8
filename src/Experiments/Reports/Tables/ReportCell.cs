namespace Experiments.Reports.Tables;

/// <param name="Text">Shown to people.</param>
/// <param name="Values">For programs: one value per name of the column, with all digits; null if it is missing.</param>
public sealed record ReportCell(string Text, params IReadOnlyList<object?> Values)
{
    /// <summary>Target of the cell's link, relative to the report's folder; empty for none.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether the cell is bold: the tests separate what it compares.</summary>
    public bool IsStrong { get; init; }

    public static ReportCell Words(string text) => new(text, text);

    public static ReportCell Number(double? value) => new(ReportText.Number(value), value);

    public static ReportCell Count(long value) => new(ReportText.Count(value), value);

    /// <summary>Makes a cell with two values, the ends of the interval.</summary>
    public static ReportCell Ends(Statistics.Interval? interval) => new(ReportText.Ends(interval), interval?.Low, interval?.High);
}
