namespace Experiments.Reports.Tables;

/// <summary>A column of a table: its heading, its meaning, and the function that creates a cell from a row.</summary>
/// <param name="Header">Heading for people.</param>
/// <param name="Names">Names for programs, one for each value of a cell.</param>
/// <param name="Legend">Meaning in one sentence; empty if the heading is enough.</param>
public sealed record ReportColumn<T>(string Header, IReadOnlyList<string> Names, string Legend, Func<T, ReportCell> Cell)
{
    /// <summary>Whether the column contains words and is aligned left.</summary>
    public bool IsWords { get; init; }

    /// <summary>Whether the column is left out of LaTeX tables, because a paper has little space.</summary>
    public bool IsDetail { get; init; }
}
