using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a table as CSV (RFC 4180) with all digits. The separators are the same in every culture: commas, decimal points and
/// line feeds.</summary>
public static class CsvTable
{
    /// <summary>Returns the header and the rows. The last column contains the unit of replication. A missing number becomes an empty
    /// field.</summary>
    public static string Write(ReportTable table)
    {
        string[] head = table.Unit.Length == 0 ? [] : ["unit"], unit = table.Unit.Length == 0 ? [] : [table.Unit];
        return CsvText.Of(table.Rows
            .Select(row => row.SelectMany(cell => cell.Values).Select(ReportText.Exact).Concat(unit))
            .Prepend(table.Heads.SelectMany(column => column.Names).Concat(head)));
    }
}
