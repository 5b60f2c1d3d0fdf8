using Experiments.Figures.Drawing;
using Experiments.Statistics;

namespace Experiments.Figures.Marks;

/// <summary>
/// Single values at one position of the x axis, such as the seeds of a policy. The values are shifted sideways, so that no mark hides
/// another mark. With five values or more, a box shows the quartiles and a line shows the median.
/// </summary>
public sealed record Strip(double At, IReadOnlyList<double> Values) : Mark
{
    internal const int FewestForABox = 5;
    private const double Half = 0.28;

    internal override IEnumerable<DataPoint> Extent => Values.Select(value => new DataPoint(At, value));

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        var shown = Enumerable.Range(0, Values.Count).Where(place => frame.Vertical.HasPlace(Values[place]))
            .OrderBy(place => Values[place]).ToList();
        if (shown.Count >= FewestForABox)
            DrawBox(svg, frame, [.. shown.Select(place => Values[place])]);
        for (var i = 0; i < shown.Count; i++)
        {
            var (x, y) = (frame.X(At + (Half * Offset(i))), frame.Y(Values[shown[i]]));
            svg.WithTip(TipOf(shown[i]), () => Markers.Draw(svg, Series ?? new Series("", Theme.Colors - 1), x, y));
        }
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => Markers.Draw(svg, Series!, x + (Legend.KeyWidth / 2), y);

    // Multiples of the golden ratio fill the width evenly for any number of values.
    private static double Offset(int index) => (2 * ((index * 0.6180339887498949 + 0.5) % 1)) - 1;

    private void DrawBox(SvgWriter svg, Frame frame, List<double> sorted)
    {
        var (left, right) = (frame.X(At - Half - 0.06), frame.X(At + Half + 0.06));
        var (top, bottom) = (frame.Y(Sample.Quantile(sorted, 0.75)), frame.Y(Sample.Quantile(sorted, 0.25)));
        svg.Rectangle(left, top, right - left, bottom - top, $"fill:{Color};fill-opacity:0.12;stroke:{Color};stroke-width:1");
        svg.Line(left, frame.Y(Sample.Quantile(sorted, 0.5)), right, frame.Y(Sample.Quantile(sorted, 0.5)),
            $"stroke:{Color};stroke-width:2");
    }
}
