using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Points joined by straight lines. The line is interrupted at numbers that the axis can't show: at non-finite numbers and, on a
/// logarithmic axis, at 0 and negative numbers.</summary>
public sealed record Line(IReadOnlyList<DataPoint> Points) : Mark
{
    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 1.8;

    /// <summary>Whether to draw a dot at each point.</summary>
    public bool HasKnots { get; init; }

    public bool IsDashed { get; init; }

    /// <summary>Whether to draw a rim in the background colour, which makes the line visible on a heat map.</summary>
    public bool HasRim { get; init; }

    private string Rim => $"fill:none;stroke:var(--paper);stroke-width:{SvgWriter.Number(Width + 3)};stroke-linejoin:round";

    private string Style =>
        $"fill:none;stroke:{Color};stroke-width:{SvgWriter.Number(Width)};stroke-linejoin:round{(IsDashed ? ";stroke-dasharray:6 4" : "")}";

    internal override IEnumerable<DataPoint> Extent => Points;

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        if (PathOf(Points, frame) is { Length: > 0 } path)
        {
            if (HasRim)
                svg.Path(path, Rim);
            svg.Path(path, Style);
        }
        foreach (var (x, y) in Points.Where(point => HasKnots && frame.Has(point.X, point.Y)))
            svg.Circle(frame.X(x), frame.Y(y), Width, $"fill:{Color}");
        for (var i = 0; i < Tips.Count; i++)
        {
            if (frame.Has(Points[i].X, Points[i].Y))
                svg.Target(Tips[i], frame.X(Points[i].X), frame.Y(Points[i].Y));
        }
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => svg.Line(x, y, x + Legend.KeyWidth, y, Style);
}
