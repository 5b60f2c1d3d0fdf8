using Experiments.Figures.Marks;

namespace Experiments.Figures.Drawing;

/// <summary>Draws the legend: a sample and a name for each series. The legend is between the title and the panels, so it covers no
/// data.</summary>
internal static class Legend
{
    /// <summary>Width of a sample in pixels.</summary>
    public const double KeyWidth = 26;

    private const double RowHeight = 20;
    private const double Size = 12;

    /// <summary>Draws the legend and returns its height.</summary>
    public static double Draw(SvgWriter svg, Figure figure, double left, double top, double width)
    {
        var entries = figure.Panels.SelectMany(panel => panel.Marks).Where(mark => mark.Series is { Name.Length: > 0 })
            .GroupBy(mark => mark.Series!).ToList();
        if (!figure.HasLegend || entries.Count == 0)
            return 0;
        var (x, y) = (left, top + (RowHeight / 2));
        foreach (var entry in entries)
        {
            var needed = KeyWidth + 6 + PixelWidth.Of(entry.Key.Name, Size) + 14;
            if (x > left && x + needed > left + width)
                (x, y) = (left, y + RowHeight);
            DrawEntry(svg, entry, x, y);
            x += needed;
        }

        return y + (RowHeight / 2) - top;
    }

    // Draws one sample of each kind of mark, from back to front.
    private static void DrawEntry(SvgWriter svg, IGrouping<Series, Mark> entry, double x, double y)
    {
        svg.OpenSeries(entry.Key, "key");
        foreach (var mark in entry.DistinctBy(mark => (mark.GetType(), (mark as Line)?.IsDashed)))
            mark.DrawKey(svg, x, y);
        svg.Text(x + KeyWidth + 6, y + 4, entry.Key.Name, "");
        svg.CloseSeries(entry.Key);
    }
}
