namespace Experiments.Reports.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Values">What programs read: one for each name of the column, with all digits; null for none.</param>
public sealed record ReportCell(string Text, params IReadOnlyList<object?> Values)
{
    /// <summary>Where it leads, relative to the report's folder; empty for nowhere.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether it is set bold: what the tests say is not chance.</summary>
    public bool IsStrong { get; init; }

    /// <summary>A cell of words.</summary>
    public static ReportCell Words(string text) => new(text, text);

    /// <summary>A cell of one number.</summary>
    public static ReportCell Number(double? value) => new(ReportText.Number(value), value);

    /// <summary>A cell of a whole number.</summary>
    public static ReportCell Count(long value) => new(ReportText.Count(value), value);

    /// <summary>A cell of an interval: two values.</summary>
    public static ReportCell Ends(Statistics.Interval? interval) => new(ReportText.Ends(interval), interval?.Low, interval?.High);
}
