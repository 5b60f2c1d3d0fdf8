namespace Experiments.Figures.Drawing;

/// <summary>Lays out a figure: title, subtitle, legend, panels in rows and columns, source.</summary>
internal static class FigureWriter
{
    private const double Margin = 16;
    private const double NoteSize = 11;
    private const double NoteHeight = 15;

    public static string Write(Figure figure, bool isInteractive)
    {
        var panels = figure.Panels.Select(panel => new PanelWriter(panel, figure.PanelWidth, figure.PanelHeight)).ToList();
        // All panels get the same margins, so that their axes are aligned.
        var (left, right) = (panels.Max(panel => panel.LeftRoom), panels.Max(panel => panel.RightRoom));
        var columns = Math.Min(figure.Columns, panels.Count);
        var cell = left + figure.PanelWidth + right;
        var width = (2 * Margin) + (columns * cell);

        var body = new SvgWriter(isInteractive);
        var y = Head(body, figure, width);
        foreach (var row in panels.Chunk(columns))
        {
            y += row.Max(panel => panel.TopRoom);
            for (var column = 0; column < row.Length; column++)
                row[column].Draw(body, Margin + (column * cell) + left, y, figure.PanelWidth, figure.PanelHeight,
                    Clip(figure, panels.IndexOf(row[column])));
            y += figure.PanelHeight + row.Max(panel => panel.BottomRoom) + 6;
        }

        y = Notes(body, figure.Source, y + 6, width);
        return Document(figure, width, y + Margin - 6, body.ToString());
    }

    private static double Head(SvgWriter svg, Figure figure, double width)
    {
        var y = Margin + 12;
        foreach (var line in PixelWidth.Wrap(figure.Title, 15, width - (2 * Margin)))
        {
            svg.Text(Margin, y, line, "title");
            y += 20;
        }

        y = Notes(svg, figure.Subtitle, y - 2, width);
        return y - 6 + Legend.Draw(svg, figure, Margin, y - 6, width - (2 * Margin));
    }

    private static double Notes(SvgWriter svg, string text, double y, double width)
    {
        foreach (var line in PixelWidth.Wrap(text, NoteSize, width - (2 * Margin)))
        {
            svg.Text(Margin, y, line, "muted");
            y += NoteHeight;
        }

        return y;
    }

    // Returns an identifier that is unique on a page with several figures.
    private static string Clip(Figure figure, int panel)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(figure.Title + "\n" + figure.Subtitle));
        return $"xf{Convert.ToHexStringLower(digest)[..8]}p{SvgWriter.Number(panel)}";
    }

    private static string Document(Figure figure, double width, double height, string body)
    {
        var svg = new SvgWriter();
        var (w, h) = (SvgWriter.Number(Math.Ceiling(width)), SvgWriter.Number(Math.Ceiling(height)));
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "xf"), ("role", "img"), ("viewBox", $"0 0 {w} {h}"),
            ("width", w), ("height", h));
        svg.Words("title", figure.Title);
        if (figure.Subtitle.Length > 0)
            svg.Words("desc", figure.Subtitle);
        svg.Words("style", "\n" + Theme.Css + "\n");
        svg.Rectangle(0, 0, Math.Ceiling(width), Math.Ceiling(height), "fill:var(--paper)");
        return svg.ToString() + body + "</svg>\n";
    }
}
