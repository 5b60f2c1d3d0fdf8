namespace Experiments.Reports.Tables;

/// <summary>A column of a table, as one entry: how it is headed, what it means, and what stands in it.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
/// <param name="Header">Its head for people.</param>
/// <param name="Names">Its names for programs, one for each value of a cell.</param>
/// <param name="Legend">What it means, in a sentence; empty where the head says it.</param>
/// <param name="Cell">What stands in a row.</param>
public sealed record ReportColumn<T>(string Header, IReadOnlyList<string> Names, string Legend, Func<T, ReportCell> Cell)
{
    /// <summary>Whether it holds words, and so is set flush left.</summary>
    public bool IsWords { get; init; }

    /// <summary>Whether it is left out where room is scarce, on paper.</summary>
    public bool IsDetail { get; init; }
}
