using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a table as CSV (RFC 4180): commas, decimal points and line feeds in any
/// culture, all digits, one number per column.</summary>
public static class CsvTable
{
    /// <summary>Header line first; a missing number is an empty field.</summary>
    public static string Write(ReportTable table) => CsvText.Of(table.Rows
        .Select(row => row.SelectMany(cell => cell.Values).Select(ReportText.Exact))
        .Prepend(table.Heads.SelectMany(head => head.Names)));
}
