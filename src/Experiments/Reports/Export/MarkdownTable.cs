using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a table in Markdown for GitHub and Pandoc.</summary>
public static class MarkdownTable
{
    /// <summary>Returns caption, table and notes; lines end in line feeds.</summary>
    public static string Write(ReportTable table)
    {
        var text = new StringBuilder($"**{Escape(table.Title)}**\n\n");
        Row(text, table.Heads.Select(head => Escape(head.Text)));
        Row(text, table.Heads.Select(head => head.IsWords ? "---" : "---:"));
        foreach (var row in table.Rows)
            Row(text, row.Select(Cell));
        foreach (var note in table.Notes)
            text.Append('\n').Append(Escape(note)).Append('\n');
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(ReportCell cell)
    {
        var words = cell.IsStrong ? $"**{Escape(cell.Text)}**" : Escape(cell.Text);
        return cell.Link.Length > 0 ? $"[{words}]({cell.Link})" : words;
    }

    /// <summary>Escapes the characters that Markdown reads as markup.</summary>
    internal static string Escape(string text) => string.Concat(text.Select(character => character switch
    {
        '|' or '*' or '_' or '`' or '\\' or '<' or '[' or ']' => $@"\{character}",
        '\n' or '\r' => " ",
        _ => character.ToString(),
    }));
}
