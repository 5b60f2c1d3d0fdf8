using Experiments.Figures.Drawing;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Export;

/// <summary>
/// Writes a figure for pgfplots: a <c>.tex</c> file with the drawing and <c>.dat</c> files with the numbers. The document needs
/// <c>\usepackage{pgfplots}</c> with the libraries groupplots, fillbetween and statistics. <c>\reportfigures</c> sets the folder of the
/// files (default: figures).
/// </summary>
public sealed class PgfplotsFigure
{
    // Marker shapes that are as easy to distinguish as the markers of the SVG.
    private static readonly string[] s_marks = ["*", "square*", "triangle*", "diamond*", "triangle*, mark options={rotate=180}", "x",
        "pentagon*"];

    private readonly StringBuilder _text = new();
    private readonly List<(string Name, string Text)> _files = [];
    private readonly HashSet<Series> _named = [];
    private readonly string _name;
    private int _paths;

    private PgfplotsFigure(string name) => _name = name;

    /// <summary>Returns the names and texts of the files; the drawing is the first file.</summary>
    public static IReadOnlyList<(string Name, string Text)> Write(ReportFigure figure)
    {
        var writer = new PgfplotsFigure(figure.Name);
        writer.Write(figure.Figure);
        return [($"{figure.Name}.tex", writer._text.ToString()), .. writer._files];
    }

    private void Write(Figure figure)
    {
        var rows = (figure.Panels.Count + figure.Columns - 1) / figure.Columns;
        Line("% needs \\usepackage{pgfplots} \\pgfplotsset{compat=1.18} \\usepgfplotslibrary{groupplots,fillbetween,statistics}");
        if (figure.Subtitle.Length > 0)
            Line($"% {figure.Subtitle}");
        Line("\\providecommand{\\reportfigures}{figures}");
        foreach (var (color, index) in Theme.SeriesColors.Select((color, index) => (color, index)))
            Line($"\\definecolor{{series{Whole(index)}}}{{HTML}}{{{color.ToUpperInvariant()}}}");
        Line("\\begin{tikzpicture}");
        Line($"\\begin{{groupplot}}[group style={{group size={Whole(Math.Min(figure.Columns, figure.Panels.Count))} by {Whole(rows)}, "
            + $"horizontal sep=1.8cm, vertical sep=1.8cm}}, width={(figure.Columns > 1 ? "0.5" : "0.9")}\\linewidth, "
            + $"height={(figure.Columns > 1 ? "0.36" : "0.55")}\\linewidth, axis lines=left, unbounded coords=jump, legend "
            + $"style={{draw=none, font=\\footnotesize, at={{(0.5,1.03)}}, anchor=south, legend columns=-1}}]");
        foreach (var panel in figure.Panels)
            Write(panel, figure.HasLegend && panel == figure.Panels[0]);
        Line("\\end{groupplot}");
        Line("\\end{tikzpicture}");
    }

    private void Write(Panel panel, bool hasLegend)
    {
        var hasRoom = !panel.Marks.Any(mark => mark.IsFlush);
        Line($"\\nextgroupplot[title={{{LatexText.Of(panel.Title)}}}, {Axis("x", panel.X, hasRoom)}, "
            + $"{Axis("y", panel.Y, hasRoom)}{Colors(panel)}]");
        foreach (var mark in panel.Marks)
            Write(mark, hasLegend && mark.Series is { Name.Length: > 0 } && mark is not Band && _named.Add(mark.Series));
    }

    private void Write(Mark mark, bool isNamed)
    {
        var color = mark.Series is { } series ? $"series{Whole(series.Index % Theme.Colors)}" : "black";
        var shape = s_marks[(mark.Series?.Marker ?? 0) % s_marks.Length];
        var quiet = isNamed ? "" : ", forget plot";
        switch (mark)
        {
            case Line line:
                Plot($"{color}, {(line.Width > 3 ? "line width=2.5pt" : "thick")}{(line.IsDashed ? ", dashed" : "")}"
                    + $"{(line.HasKnots ? ", mark=*" : ", no marks")}{quiet}", "table[x=x,y=y]", ["x", "y"],
                    line.Points.Select(point => new[] { point.X, point.Y }));
                break;
            case Band band:
                Write(band, color);
                break;
            case Points points:
                Plot($"{color}, only marks, mark={shape}{quiet}, error bars/.cd, y dir=both, y explicit",
                    "table[x=x,y=y,y error plus=plus,y error minus=minus]", ["x", "y", "plus", "minus"],
                    points.Places.Select(place => new[] { place.X, place.Y, OrNone(place.High - place.Y), OrNone(place.Y - place.Low) }));
                break;
            case Strip strip:
                if (strip.Values.Count >= Strip.FewestForABox)
                    Plot($"{color}, mark=none, boxplot={{draw position={Number(strip.At)}, draw direction=y, box extend=0.7}}, forget plot",
                        "table[y=y]", ["y"], strip.Values.Select(value => new[] { value }));
                Plot($"{color}, only marks, mark={shape}, mark size=1.4pt{quiet}", "table[x=x,y=y]", ["x", "y"],
                    strip.Values.Select(value => new[] { strip.At, value }));
                break;
            case HeatMap map:
                Write(map);
                break;
            case Bars bars:
                Plot($"{color}, fill={color}, fill opacity=0.3, ybar interval{quiet}", "table[x=x,y=y]", ["x", "y"],
                    bars.Edges.Select((edge, bin) => new[] { edge, bin < bars.Heights.Count ? bars.Heights[bin] : 0 }));
                break;
            case Note note:
                Line($"\\node[font=\\footnotesize, fill=white, fill opacity=0.7, text opacity=1, inner sep=1pt] at (axis "
                    + $"cs:{Number(note.Place.X)},{Number(note.Place.Y)}) {{{LatexText.Of(note.Text)}}};");
                break;
            case Rule { IsUpright: true } rule:
                Line($"\\draw[dashed, gray] ({{axis cs:{Number(rule.At)},0}} |- {{rel axis cs:0,0}}) -- ({{axis cs:{Number(rule.At)},0}} "
                    + $"|- {{rel axis cs:0,1}}) node[below right, font=\\footnotesize] {{{LatexText.Of(rule.Text)}}};");
                break;
            case Rule rule:
                Line($"\\draw[dashed, gray] ({{rel axis cs:0,0}} |- {{axis cs:0,{Number(rule.At)}}}) -- ({{rel axis cs:1,0}} |- {{axis "
                    + $"cs:0,{Number(rule.At)}}}) node[above left, font=\\footnotesize] {{{LatexText.Of(rule.Text)}}};");
                break;
            default:
                throw new NotSupportedException($"A mark of type {mark.GetType().Name} can't be drawn with pgfplots yet.");
        }

        if (isNamed)
            Line($"\\addlegendentry{{{LatexText.Of(mark.Series!.Name)}}}");
    }

    private void Write(Band band, string color)
    {
        var name = $"path{Whole(++_paths)}";
        var file = File(["x", "low", "high"], band.Places.Select(place => new[] { place.X, place.Low, place.High }));
        Line($"\\addplot[name path={name}low, draw=none, forget plot] table[x=x,y=low] {{{file}}};");
        Line($"\\addplot[name path={name}high, draw=none, forget plot] table[x=x,y=high] {{{file}}};");
        Line($"\\addplot[{color}, fill opacity=0.17, forget plot] fill between[of={name}low and {name}high];");
    }

    private void Write(HeatMap map)
    {
        var cells = from row in Enumerable.Range(0, map.Values.Count)
                    from column in Enumerable.Range(0, map.Values[row].Count)
                    select new[] { Middle(map.XEdges, column), Middle(map.YEdges, row), map.Values[row][column] };
        Plot($"matrix plot*, mesh/cols={Whole(map.XEdges.Count - 1)}, point meta=explicit, forget plot", "table[x=x,y=y,meta=value]",
            ["x", "y", "value"], cells);

        static double Middle(IReadOnlyList<double> edges, int place) => (edges[place] + edges[place + 1]) / 2;
    }

    private void Plot(string style, string table, IReadOnlyList<string> columns, IEnumerable<double[]> rows) =>
        Line($"\\addplot[{style}] {table} {{{File(columns, rows)}}};");

    private string File(IReadOnlyList<string> columns, IEnumerable<double[]> rows)
    {
        var name = $"{_name}-{Whole(_files.Count + 1)}.dat";
        _files.Add((name, string.Concat(
            rows.Select(row => string.Join(' ', row.Select(Number)) + "\n").Prepend(string.Join(' ', columns) + "\n"))));
        return $"\\reportfigures/{name}";
    }

    private static string Axis(string name, Axis axis, bool hasRoom)
    {
        var parts = new List<string> { $"{name}label={{{LatexText.Of(axis.Label)}}}",
            $"{name}mode={(axis.Kind == AxisKind.Log ? "log" : "linear")}" };
        var (low, high) = axis.Categories.Count > 0 ? (-0.5, axis.Categories.Count - 0.5) : (axis.Min, axis.Max);
        if (low is { } min)
            parts.Add($"{name}min={Number(min)}");
        if (high is { } max)
            parts.Add($"{name}max={Number(max)}");
        if (low is null && high is null && hasRoom)
            parts.Add($"enlarge {name} limits=0.04");
        if (axis.Categories.Count > 0)
            parts.Add($"{name}tick={{{string.Join(',', Enumerable.Range(0, axis.Categories.Count).Select(place => Whole(place)))}}}, "
                + $"{name}ticklabels={{{string.Join(',', axis.Categories.Select(label => $"{{{LatexText.Of(label)}}}"))}}}"
                + $"{(name == "x" ? ", xticklabel style={rotate=30, anchor=north east}" : "")}");
        return string.Join(", ", parts);
    }

    private static string Colors(Panel panel) => panel.Marks.OfType<HeatMap>().FirstOrDefault() is { Colors: var colors }
        ? $", colorbar, colormap/viridis, point meta min={Number(colors.Low)}, point meta max={Number(colors.High)}, colorbar "
            + $"style={{title={{{LatexText.Of(colors.Label)}}}}}"
        : "";

    private void Line(string line) => _text.Append(line).Append('\n');

    private static double OrNone(double value) => double.IsNaN(value) ? 0 : value;

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value)
        ? "nan"
        : double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf") : value.ToString("R", CultureInfo.InvariantCulture);
}
