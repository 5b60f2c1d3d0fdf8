using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>A histogram, drawn as a filled area above zero.</summary>
/// <param name="Edges">Edges of the bins, ascending; one more than the number of heights.</param>
public sealed record Bars(IReadOnlyList<double> Edges, IReadOnlyList<double> Heights) : Mark
{
    private string Style => $"fill:{Color};fill-opacity:0.3;stroke:{Color};stroke-width:1.1";

    internal override IEnumerable<DataPoint> Extent =>
        Edges.Select(edge => new DataPoint(edge, double.NaN)).Concat(Heights.Select(height => new DataPoint(double.NaN, height)))
            .Append(new DataPoint(double.NaN, 0));

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        if (Heights.Count == 0)
            return;
        var path = $"M{SvgWriter.Number(frame.X(Edges[0]))} {SvgWriter.Number(frame.Bottom)}";
        for (var bin = 0; bin < Heights.Count; bin++)
        {
            var y = SvgWriter.Number(frame.Vertical.HasPlace(Heights[bin]) ? frame.Y(Heights[bin]) : frame.Bottom);
            path += $"L{SvgWriter.Number(frame.X(Edges[bin]))} {y}L{SvgWriter.Number(frame.X(Edges[bin + 1]))} {y}";
        }

        svg.Path(path + $"L{SvgWriter.Number(frame.X(Edges[^1]))} {SvgWriter.Number(frame.Bottom)}Z", Style);
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => svg.Rectangle(x + 4, y - 5, Legend.KeyWidth - 8, 10, Style);
}
