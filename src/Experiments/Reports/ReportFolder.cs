using Experiments.Reports.Export;
using Experiments.Reports.Tables;
using Experiments.Serialization;

namespace Experiments.Reports;

/// <summary>A report as files: <c>report.html</c>, <c>report.md</c>, <c>methods.md</c>, <c>tables/</c> and <c>figures/</c>.</summary>
public static class ReportFolder
{
    /// <summary>The page's name.</summary>
    public const string Page = "report.html";

    private static readonly (string Name, string Extension, Func<ReportTable, string> Write)[] s_formats =
    [
        ("CSV", "csv", CsvTable.Write),
        ("Markdown", "md", MarkdownTable.Write),
        ("LaTeX", "tex", LatexTable.Write),
    ];

    /// <summary>Writes the folder; files of an earlier report that this one does not have are removed.</summary>
    /// <returns>The page.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static string Write(string folder, Report report)
    {
        foreach (var below in new[] { "tables", "figures" })
        {
            Directory.CreateDirectory(Path.Combine(folder, below));
            foreach (var earlier in Directory.EnumerateFiles(Path.Combine(folder, below)))
                File.Delete(earlier);
        }

        foreach (var (name, text) in Files(report))
            AtomicFile.Write(Path.Combine(folder, name), text);
        return Path.Combine(folder, Page);
    }

    /// <summary>The formats in which a table is written: the table of all runs is for programs alone.</summary>
    internal static IEnumerable<(string Name, string Extension)> FormatsOf(ReportTable table) =>
        s_formats.Take(table.Name == "runs" ? 1 : s_formats.Length).Select(format => (format.Name, format.Extension));

    private static IEnumerable<(string Name, string Text)> Files(Report report)
    {
        foreach (var table in report.Tables)
        {
            foreach (var (_, extension, write) in s_formats)
                yield return ($"tables/{table.Name}.{extension}", write(table));
        }

        yield return ($"tables/{report.Runs.Name}.csv", CsvTable.Write(report.Runs));
        foreach (var figure in report.Figures)
        {
            yield return ($"figures/{figure.Name}.svg", figure.Figure.ToSvg());
            foreach (var (name, text) in PgfplotsFigure.Write(figure))
                yield return ($"figures/{name}", text);
        }

        yield return ("methods.md", $"# Methods\n\n{report.MethodsEnglish}\n\n# 方法\n\n{report.MethodsChinese}\n");
        yield return ("report.md", MarkdownReport.Write(report));
        yield return (Page, HtmlPage.Write(report));
    }
}
