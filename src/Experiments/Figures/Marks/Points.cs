using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Markers, with error bars if an interval is given. A value that the axis can't show, such as 0 on a logarithmic axis, is drawn
/// as an arrow at the end of the axis.</summary>
public sealed record Points(IReadOnlyList<DataInterval> Places) : Mark
{
    private const double Cap = 3;

    private string BarStyle => $"stroke:{Color};stroke-width:1.4";

    internal override IEnumerable<DataPoint> Extent =>
        Places.SelectMany(place => new[] { new DataPoint(place.X, place.Y), new(place.X, place.Low), new(place.X, place.High) });

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        for (var i = 0; i < Places.Count; i++)
        {
            var place = Places[i];
            if (frame.Horizontal.HasPlace(place.X))
                svg.WithTip(TipOf(i), () => DrawPlace(svg, frame, place));
        }
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => Markers.Draw(svg, Series ?? Neutral, x + (Legend.KeyWidth / 2), y);

    private static Series Neutral { get; } = new("", Theme.Colors - 1);

    private void DrawPlace(SvgWriter svg, Frame frame, DataInterval place)
    {
        DrawBar(svg, frame, place);
        if (!frame.Vertical.HasPlace(place.Y) || place.Y < frame.Vertical.Min || place.Y > frame.Vertical.Max)
            DrawArrow(svg, frame, place);
        else
            Markers.Draw(svg, Series ?? Neutral, frame.X(place.X), frame.Y(place.Y));
    }

    private void DrawBar(SvgWriter svg, Frame frame, DataInterval place)
    {
        if (!frame.Vertical.HasPlace(place.High))
            return;
        var (x, top) = (frame.X(place.X), frame.Y(place.High));
        var hasLow = frame.Vertical.HasPlace(place.Low);
        var bottom = hasLow ? frame.Y(place.Low) : frame.Bottom;
        svg.Line(x, top, x, bottom, BarStyle);
        svg.Line(x - Cap, top, x + Cap, top, BarStyle);
        if (hasLow)
            svg.Line(x - Cap, bottom, x + Cap, bottom, BarStyle);
    }

    private void DrawArrow(SvgWriter svg, Frame frame, DataInterval place)
    {
        if (double.IsNaN(place.Y))
            return;
        var isHigh = place.Y > frame.Vertical.Max;
        var (x, tip, foot) = isHigh
            ? (frame.X(place.X), frame.Top + 1, frame.Top + 8)
            : (frame.X(place.X), frame.Bottom - 1, frame.Bottom - 8);
        svg.Path($"M{SvgWriter.Number(x)} {SvgWriter.Number(tip)}L{SvgWriter.Number(x - 4)} "
            + $"{SvgWriter.Number(foot)}L{SvgWriter.Number(x + 4)} {SvgWriter.Number(foot)}Z",
            $"fill:none;stroke:{Color};stroke-width:1.4");
    }
}
