namespace Experiments.Reports.Tables;

/// <summary>A table as data; exporters only format it.</summary>
/// <param name="Name">File name without extension: letters, digits and hyphens.</param>
/// <param name="Rows">Indexed [row][column].</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportHead> Heads,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>Remarks for the reader, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Unit of replication of its rows: <c>seed</c> or <c>run</c>, and what a value is a mean over; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Caption with the unit, for people.</summary>
    public string Title => Unit.Length == 0 ? Caption : $"{Caption} Unit: {Unit}.";

    public static ReportTable Of<T>(string name, string caption, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows) => new(
        name, caption,
        [.. columns.Select(column => new ReportHead(column.Header, column.Names, column.Legend, column.IsWords, column.IsDetail))],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => column.Cell(row))])]);
}
