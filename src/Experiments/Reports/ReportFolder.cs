using Experiments.Options.Describing;
using Experiments.Reports.Export;
using Experiments.Reports.Methods;
using Experiments.Reports.Tables;

namespace Experiments.Reports;

/// <summary>Writes a report as files: <c>report.html</c>, <c>report.md</c>, <c>methods.md</c>, <c>tables/</c>, <c>figures/</c>.</summary>
public static class ReportFolder
{
    public const string Page = "report.html";

    // Name of the file that lists the files of the report. The next report removes only the listed files, because the folder may contain
    // other files.
    private const string List = "files.txt";

    private static readonly (string Name, string Extension, Func<ReportTable, string> Write)[] s_formats =
    [
        ("CSV", "csv", CsvTable.Write),
        ("Markdown", "md", MarkdownTable.Write),
        ("LaTeX", "tex", LatexTable.Write),
    ];

    /// <summary>Writes the folder. Files of an earlier report are removed if this report does not have them; other files stay.</summary>
    /// <returns>Path of the page.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static string Write(string folder, Report report)
    {
        foreach (var below in new[] { "tables", "figures" })
            Directory.CreateDirectory(Path.Combine(folder, below));
        var files = Files(report).ToList();
        var list = Path.Combine(folder, List);
        foreach (var earlier in File.Exists(list) ? File.ReadAllLines(list).Except(files.Select(file => file.Name)).Where(IsBelow) : [])
            File.Delete(Path.Combine(folder, earlier));
        // The files are not flushed to the disk: waiting for so many files took half of the time, and a lost report can be written again.
        foreach (var (name, text) in files)
            AtomicFile.Write(Path.Combine(folder, name), text, isForced: false);
        AtomicFile.Write(list, string.Concat(files.Select(file => file.Name + "\n")), isForced: false);
        return Path.Combine(folder, Page);
    }

    /// <summary>Returns the formats of a table. The table of all runs is written only as CSV, for programs.</summary>
    internal static IEnumerable<(string Name, string Extension)> FormatsOf(ReportTable table) =>
        s_formats.Take(table.Name == "runs" ? 1 : s_formats.Length).Select(format => (format.Name, format.Extension));

    private static bool IsBelow(string name) =>
        name.Split('/') is ["tables" or "figures", { Length: > 0 } file] && file == Path.GetFileName(file) && file != "..";

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

        yield return ("methods.md",
            Methods(Language.English, report.MethodsEnglish) + "\n" + Methods(Language.Chinese, report.MethodsChinese));
        yield return ("report.md", MarkdownReport.Write(report));
        yield return (Page, HtmlPage.Write(report));
    }

    private static string Methods(Language language, string paragraph) => $"# {MethodsParagraph.Title(language)}\n\n{paragraph}\n";
}
