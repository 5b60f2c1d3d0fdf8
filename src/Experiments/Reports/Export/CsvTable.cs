using Experiments.Reports.Tables;
using Experiments.Serialization;

namespace Experiments.Reports.Export;

/// <summary>A table as CSV (RFC 4180) with commas, points and line feeds whatever the machine's language, every number with all its digits, one number a column.</summary>
public static class CsvTable
{
    /// <summary>The table, a head line first; a number that does not exist is an empty field.</summary>
    public static string Write(ReportTable table) => CsvText.Of(table.Rows
        .Select(row => row.SelectMany(cell => cell.Values).Select(ReportText.Exact))
        .Prepend(table.Heads.SelectMany(head => head.Names)));
}
