using System.Net;
using Experiments.Reports.Tables;

namespace Experiments.Reports.Export;

/// <summary>Writes a report as one self-contained page. The page contains its style sheet, script and figures, and makes no
/// requests.</summary>
public sealed class HtmlPage
{
    // Number of runs above which a list is collapsed at first.
    private const int MostOpenRuns = 60;

    // Width in pixels above which a figure gets its own row.
    private const double WidestOfTwo = 520;

    // Content security policy: the browser refuses every request of the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private readonly StringBuilder _html = new();

    private HtmlPage()
    {
    }

    /// <summary>Returns the text of the page. Lines end in line feeds.</summary>
    public static string Write(Report report)
    {
        var page = new HtmlPage();
        page.Head(report);
        page.Body(report);
        return page._html.ToString();
    }

    private void Head(Report report)
    {
        Line("<!DOCTYPE html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta name=\"color-scheme\" content=\"light dark\">");
        Line("<link rel=\"icon\" href=\"data:,\">");
        Line($"<title>{Escape(report.Study.Name)} by {Escape(report.Study.By)}</title>");
        Line($"<style>\n{Resource("page.css")}</style>");
        Line("</head>");
    }

    private void Body(Report report)
    {
        Line("<body>");
        Line("<a class=\"skip\" href=\"#content\">Skip to the results</a>");
        Line($"<header><h1>{Escape(report.Study.Name)}</h1><button type=\"button\" id=\"theme\" hidden>Dark</button></header>");
        Line($"<p class=\"lead\">{ReportText.Count(report.Study.Runs.Runs.Count)} runs · "
            + $"{Escape(string.Join(", ", report.Study.Coordinates[report.Study.By]))} · seeds {Escape(report.Study.Seeds)}</p>");
        Line("<main id=\"content\">");
        Section("findings", "Findings",
            () => Line($"<ul>{string.Concat(report.Findings.Select(finding => $"<li>{Escape(finding)}</li>"))}</ul>"));
        Section("tables", "Tables", () => report.Tables.ToList().ForEach(Table));
        Section("figures", "Figures", () => Figures(report));
        Section("methods", "Methods", () => Methods(report));
        Section("runs", "Runs", () => Runs(report));
        Line("</main>");
        Line("<div id=\"tip\" role=\"tooltip\" hidden></div>");
        Line($"<script>\n{Resource("page.js")}</script>");
        Line("</body>");
        Line("</html>");
    }

    private void Section(string id, string title, Action content)
    {
        Line($"<section aria-labelledby=\"{id}\">");
        Line($"<h2 id=\"{id}\">{title}</h2>");
        content();
        Line("</section>");
    }

    private void Methods(Report report)
    {
        Line($"<p>{Escape(report.MethodsEnglish)}</p>");
        Line($"<p lang=\"zh-CN\">{Escape(report.MethodsChinese)}</p>");
    }

    private void Runs(Report report)
    {
        Line($"<details{(report.Runs.Rows.Count <= MostOpenRuns ? " open" : "")}><summary>{Escape(report.Runs.Caption)} Each row links to "
            + $"config and log.</summary>");
        Table(report.Runs with { Caption = "Runs" });
        Line("</details>");
    }

    private void Figures(Report report)
    {
        Line("<div class=\"figures\">");
        foreach (var figure in report.Figures)
            Figure(figure);
        Line("</div>");
    }

    private void Figure(ReportFigure figure)
    {
        var isWide = figure.Figure.PanelWidth * figure.Figure.Columns > WidestOfTwo;
        Line($"<figure id=\"{figure.Name}\"{(isWide ? " class=\"wide\"" : "")}>");
        Line($"<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"{Escape(figure.Figure.Title)}\">");
        _html.Append(figure.Figure.ToInteractiveSvg());
        Line("</div>");
        Line($"<figcaption>{Escape(figure.Caption)} <a href=\"figures/{figure.Name}.svg\">SVG</a> <a "
            + $"href=\"figures/{figure.Name}.tex\">pgfplots</a></figcaption>");
        Line("</figure>");
    }

    private void Table(ReportTable table)
    {
        Line($"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{Escape(table.Title)}\">");
        Line($"<table id=\"{table.Name}\">");
        Line($"<caption><span>{Escape(table.Title)}</span></caption>");
        Line($"<thead><tr>{string.Concat(table.Heads.Select(Head))}</tr></thead>");
        Line("<tbody>");
        foreach (var row in table.Rows)
            Line($"<tr>{string.Concat(row.Select((cell, column) => Cell(cell, table.Heads[column], column == 0)))}</tr>");
        Line("</tbody>");
        Line("</table>");
        Line("</div>");
        foreach (var note in table.Notes)
            Line($"<p class=\"note\">{Escape(note)}</p>");
        Line($"<p class=\"note files\">{Files(table)}</p>");
    }

    private static string Files(ReportTable table) =>
        string.Join(' ', ReportFolder.FormatsOf(table)
            .Select(format => $"<a href=\"tables/{table.Name}.{format.Extension}\">{format.Name}</a>"));

    private static string Head(ReportHead head) =>
        $"<th scope=\"col\" "
            + $"class=\"{Classes(head)}\"{(head.Legend.Length > 0 ? $" title=\"{Escape(head.Legend)}\"" : "")}>{Escape(head.Text)}</th>";

    private static string Cell(ReportCell cell, ReportHead head, bool isFirst)
    {
        var words = cell.Link.Length > 0 ? $"<a href=\"{Escape(cell.Link)}\">{Escape(cell.Text)}</a>" : Escape(cell.Text);
        if (cell.IsStrong)
            words = $"<strong>{words}</strong>";
        var value = head.IsWords || cell.Values.Count == 0 ? "" : $" data-value=\"{Escape(ReportText.Exact(cell.Values[0]))}\"";
        return isFirst
            ? $"<th scope=\"row\" class=\"{Classes(head)}\"{value}>{words}</th>"
            : $"<td class=\"{Classes(head)}\"{value}>{words}</td>";
    }

    private static string Classes(ReportHead head) => (head.IsWords ? "words" : "number") + (head.IsDetail ? " detail" : "");

    private void Line(string line) => _html.Append(line).Append('\n');

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"report.{name}")
            ?? throw new InvalidOperationException($"The embedded file {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
