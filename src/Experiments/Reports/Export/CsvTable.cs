using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a table as CSV (RFC 4180): commas, decimal points and line feeds in any
/// culture, all digits, one number per column.</summary>
public static class CsvTable
{
    /// <summary>Header line first, the unit of replication as the last column; a missing number is an empty field.</summary>
    public static string Write(ReportTable table)
    {
        string[] head = table.Unit.Length == 0 ? [] : ["unit"], unit = table.Unit.Length == 0 ? [] : [table.Unit];
        return CsvText.Of(table.Rows
            .Select(row => row.SelectMany(cell => cell.Values).Select(ReportText.Exact).Concat(unit))
            .Prepend(table.Heads.SelectMany(column => column.Names).Concat(head)));
    }
}
