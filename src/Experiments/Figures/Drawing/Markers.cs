namespace Experiments.Figures.Drawing;

/// <summary>Marker shapes for points. The shapes distinguish the series without colours.</summary>
internal static class Markers
{
    private const double Radius = 4;

    // Corners in units of the radius; the circle has no corners.
    private static readonly (double X, double Y)[][] s_corners =
    [
        [],
        [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        [(0, -1.15), (1.05, 0.75), (-1.05, 0.75)],
        [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        [(0, 1.15), (1.05, -0.75), (-1.05, -0.75)],
        [(-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4),
            (-1.1, -0.4), (-0.4, -0.4)],
        [(0, -1.1), (1.05, -0.34), (0.65, 0.9), (-0.65, 0.9), (-1.05, -0.34)],
    ];

    public static int Count => s_corners.Length;

    /// <summary>Draws a marker with a rim in the background colour, so that overlapping markers stay visible.</summary>
    public static void Draw(SvgWriter svg, Series series, double x, double y)
    {
        var style = $"fill:{series.Color};stroke:var(--paper);stroke-width:0.9";
        var corners = s_corners[series.Marker];
        if (corners.Length == 0)
            svg.Circle(x, y, Radius, style);
        else
            svg.Path(Shape(corners, x, y), style);
    }

    private static string Shape((double X, double Y)[] corners, double x, double y) =>
        string.Concat(corners.Select((corner, index) =>
            $"{(index == 0 ? 'M' : 'L')}{SvgWriter.Number(x + (Radius * corner.X))} {SvgWriter.Number(y + (Radius * corner.Y))}")) + "Z";
}
