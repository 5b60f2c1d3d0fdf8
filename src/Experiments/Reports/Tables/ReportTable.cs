namespace Experiments.Reports.Tables;

/// <summary>A table as data. Exporters only format the table.</summary>
/// <param name="Name">File name without extension: letters, digits and hyphens.</param>
/// <param name="Rows">Cells, indexed [row][column].</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportHead> Heads,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>Notes that are shown below the table.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Unit of replication of the rows: <c>run</c>, <c>seed</c>, or <c>seed, mean over 3 values of optimizer.lr</c>; empty if the
    /// rows have no unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Caption with the unit, for people.</summary>
    public string Title => Unit.Length == 0 ? Caption : $"{Caption} Unit: {Unit}.";

    public static ReportTable Of<T>(string name, string caption, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows) => new(
        name, caption,
        [.. columns.Select(column => new ReportHead(column.Header, column.Names, column.Legend, column.IsWords, column.IsDetail))],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)[.. columns.Select(column => column.Cell(row))])]);
}
