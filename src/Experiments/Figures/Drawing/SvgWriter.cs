namespace Experiments.Figures.Drawing;

/// <summary>Writes SVG elements, one per line. Numbers have at most two decimals, in the invariant culture.</summary>
/// <param name="isInteractive">Whether to write the attributes for series and tips, which the script of a page reads.</param>
internal sealed class SvgWriter(bool isInteractive = false)
{
    private readonly StringBuilder _text = new();

    /// <summary>Opens the group of a series. Writes nothing if the series has no name or the figure is not interactive.</summary>
    public void OpenSeries(Series? series, string kind)
    {
        if (isInteractive && series is { Name.Length: > 0 })
            Open("g", ("class", kind), ("data-series", series.Name));
    }

    public void CloseSeries(Series? series)
    {
        if (isInteractive && series is { Name.Length: > 0 })
            Close("g");
    }

    /// <summary>Draws an element with a tip. If <paramref name="tip"/> is null, draws only the element.</summary>
    public void WithTip(Tip? tip, Action draw)
    {
        if (!isInteractive || tip is null)
        {
            draw();
            return;
        }

        var tag = tip.Link.Length > 0 ? "a" : "g";
        Open(tag, ("href", tip.Link), ("data-tip", tip.Text), ("aria-label", tip.Link.Length > 0 ? tip.Text : ""));
        draw();
        Close(tag);
    }

    /// <summary>Draws an invisible target for the pointer. Draws nothing without a tip or if the figure is not interactive.</summary>
    public void Target(Tip? tip, double x, double y)
    {
        if (isInteractive && tip is not null)
            WithTip(tip, () => Circle(x, y, 7, "fill:transparent"));
    }

    public void Open(string tag, params (string Name, string Value)[] attributes) => Element(tag, attributes, ">");

    public void Close(string tag) => _text.Append(CultureInfo.InvariantCulture, $"</{tag}>\n");

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Element("line", [("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), Style(style)], "/>");

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Element("rect", [("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), Style(style)], "/>");

    public void Circle(double x, double y, double radius, string style) =>
        Element("circle", [("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)), Style(style)], "/>");

    public void Path(string data, string style) => Element("path", [("d", data), Style(style)], "/>");

    /// <summary>Draws text.</summary>
    /// <param name="anchor">The part of the text at (x, y): start, middle or end.</param>
    /// <param name="turn">Rotation around (x, y) in degrees, clockwise.</param>
    public void Text(double x, double y, string text, string style, string anchor = "start", double turn = 0)
    {
        var attributes = new List<(string, string)> { ("x", Number(x)), ("y", Number(y)), Style(style) };
        if (anchor != "start")
            attributes.Add(("text-anchor", anchor));
        if (turn != 0)
            attributes.Add(("transform", $"rotate({Number(turn)} {Number(x)} {Number(y)})"));
        Element("text", [.. attributes], ">" + Escape(text) + "</text>");
    }

    /// <summary>Writes an element that contains only text, such as a title or a style sheet.</summary>
    public void Words(string tag, string text) => Element(tag, [], ">" + Escape(text) + $"</{tag}>");

    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    public override string ToString() => _text.ToString();

    // Returns the SVG attribute: a text with a colon is a style, and a single word is a class of the style sheet.
    private static (string, string) Style(string style) => (style.Contains(':', StringComparison.Ordinal) ? "style" : "class", style);

    private void Element(string tag, (string Name, string Value)[] attributes, string end)
    {
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes.Where(attribute => attribute.Value.Length > 0))
            _text.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escape(value)}\"");
        _text.Append(end).Append('\n');
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
