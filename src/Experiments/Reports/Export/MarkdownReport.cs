namespace Experiments.Reports.Export;

/// <summary>Writes a report in Markdown: findings, tables, figures and methods.</summary>
public static class MarkdownReport
{
    /// <summary>Returns the document; lines end in line feeds.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder($"# {MarkdownTable.Escape(report.Study.Name)}\n\n");
        foreach (var finding in report.Findings)
            text.Append("- ").Append(MarkdownTable.Escape(finding)).Append('\n');
        text.Append("\n## Tables\n");
        foreach (var table in report.Tables)
            text.Append('\n').Append(MarkdownTable.Write(table));
        text.Append("\n## Figures\n");
        foreach (var figure in report.Figures)
            text.Append(CultureInfo.InvariantCulture,
                $"\n![{MarkdownTable.Escape(figure.Figure.Title)}](figures/{figure.Name}.svg)\n\n{MarkdownTable.Escape(figure.Caption)}\n");
        return text.Append("\n## Methods\n\n").Append(MarkdownTable.Escape(report.MethodsEnglish)).Append("\n\n")
            .Append(MarkdownTable.Escape(report.MethodsChinese)).Append('\n').ToString();
    }
}
