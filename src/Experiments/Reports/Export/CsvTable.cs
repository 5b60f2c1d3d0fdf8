using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>A table as CSV (RFC 4180) with commas, points and line feeds whatever the machine's language, every number with all its digits, one number a column.</summary>
public static class CsvTable
{
    private static readonly char[] s_quoted = [',', '"', '\n', '\r'];

    /// <summary>The table, a head line first; a number that does not exist is an empty field.</summary>
    public static string Write(ReportTable table) => string.Concat(table.Rows
        .Select(row => row.SelectMany(cell => cell.Values).Select(ReportText.Exact))
        .Prepend(table.Heads.SelectMany(head => head.Names))
        .Select(line => string.Join(',', line.Select(Quote)) + "\n"));

    private static string Quote(string field) => field.IndexOfAny(s_quoted) < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
