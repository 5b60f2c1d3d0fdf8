namespace Experiments.Reports.Tables;

/// <param name="Text">Heading for people.</param>
/// <param name="Names">Names for programs, one per value of a cell.</param>
/// <param name="Legend">Meaning; empty if the heading says it.</param>
/// <param name="IsDetail">Whether the column is left out on paper, where room is scarce.</param>
public sealed record ReportHead(string Text, IReadOnlyList<string> Names, string Legend, bool IsWords, bool IsDetail);
