using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Places joined by straight lines, interrupted where a number is not finite, or not above 0 on a logarithmic axis.</summary>
/// <param name="Points">The places, in their order.</param>
public sealed record Line(IReadOnlyList<DataPoint> Points) : Mark
{
    /// <summary>Whether it is dashed.</summary>
    public bool IsDashed { get; init; }

    private string Style => $"fill:none;stroke:{Color};stroke-width:1.8;stroke-linejoin:round{(IsDashed ? ";stroke-dasharray:6 4" : "")}";

    internal override IEnumerable<DataPoint> Extent => Points;

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        if (PathOf(Points, frame) is { Length: > 0 } path)
            svg.Path(path, Style);
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => svg.Line(x, y, x + Legend.KeyWidth, y, Style);
}
