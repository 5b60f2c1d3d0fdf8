namespace Experiments.Reports.Tables;

/// <summary>Heading of a column.</summary>
/// <param name="Text">Heading for people.</param>
/// <param name="Names">Names for programs, one for each value of a cell.</param>
/// <param name="Legend">Meaning; empty if the heading is enough.</param>
/// <param name="IsDetail">Whether the column is left out of LaTeX tables, because a paper has little space.</param>
public sealed record ReportHead(string Text, IReadOnlyList<string> Names, string Legend, bool IsWords, bool IsDetail);
