using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a table for LaTeX: <c>\usepackage{booktabs}</c>, then <c>\input{tables/NAME}</c>. Detail columns are left out.</summary>
public static class LatexTable
{
    /// <summary>Returns the table environment; lines end in line feeds.</summary>
    public static string Write(ReportTable table)
    {
        var shown = Enumerable.Range(0, table.Heads.Count).Where(column => !table.Heads[column].IsDetail).ToList();
        var text = new StringBuilder(
            "% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\footnotesize\n  \\setlength{\\tabcolsep}{3pt}\n");
        text.Append("  \\caption{").Append(LatexText.Of(table.Title)).Append("}\n  \\label{tab:").Append(table.Name).Append("}\n");
        text.Append("  \\begin{tabular}{").AppendJoin("", shown.Select(column => table.Heads[column].IsWords ? 'l' : 'r'))
            .Append("}\n    \\toprule\n");
        Row(text, shown.Select(column => LatexText.Of(table.Heads[column].Text)));
        text.Append("    \\midrule\n");
        foreach (var row in table.Rows)
            Row(text, shown.Select(column => Cell(row[column], table.Heads[column])));
        text.Append("    \\bottomrule\n  \\end{tabular}\n");
        if (table.Notes.Count > 0)
            text.Append("\n  \\medskip\n  \\parbox{\\linewidth}{\\footnotesize ").Append(LatexText.Of(string.Join(' ', table.Notes)))
                .Append("}\n");
        return text.Append("\\end{table}\n").ToString();
    }

    // Protects a bracket at the start of a row, because LaTeX reads it as an argument of the previous line.
    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("    ").AppendJoin(" & ", cells.Select(cell => cell.StartsWith('[') ? "{}" + cell : cell)).Append(" \\\\\n");

    private static string Cell(ReportCell cell, ReportHead head)
    {
        var words = head.IsWords ? LatexText.Of(cell.Text) : LatexText.Numbers(cell.Text);
        return cell.IsStrong ? $"\\textbf{{{words}}}" : words;
    }
}
