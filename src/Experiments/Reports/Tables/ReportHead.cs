namespace Experiments.Reports.Tables;

/// <summary>The head of a column.</summary>
/// <param name="Text">For people.</param>
/// <param name="Names">For programs, one for each value of a cell.</param>
/// <param name="Legend">What it means; empty where the text says it.</param>
/// <param name="IsWords">Whether the column holds words.</param>
/// <param name="IsDetail">Whether it is left out where room is scarce, on paper.</param>
public sealed record ReportHead(string Text, IReadOnlyList<string> Names, string Legend, bool IsWords, bool IsDetail);
