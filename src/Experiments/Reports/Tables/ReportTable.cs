namespace Experiments.Reports.Tables;

/// <summary>A table as data; exporters only format it.</summary>
/// <param name="Name">File name without extension: letters, digits and hyphens.</param>
/// <param name="Rows">Indexed [row][column].</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportHead> Heads,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>Remarks for the reader, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static ReportTable Of<T>(string name, string caption, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows) => new(
        name, caption,
        [.. columns.Select(column => new ReportHead(column.Header, column.Names, column.Legend, column.IsWords, column.IsDetail))],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => column.Cell(row))])]);
}
