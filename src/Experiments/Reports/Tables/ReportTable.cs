namespace Experiments.Reports.Tables;

/// <summary>A table as data; exporters only format it.</summary>
/// <param name="Name">Its name in files: letters, digits and hyphens.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Heads">The columns.</param>
/// <param name="Rows">[row][column].</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportHead> Heads, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>What a reader should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Makes a table of some columns and what its rows are made of.</summary>
    public static ReportTable Of<T>(string name, string caption, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows) => new(
        name, caption,
        [.. columns.Select(column => new ReportHead(column.Header, column.Names, column.Legend, column.IsWords, column.IsDetail))],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => column.Cell(row))])]);
}
