using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>The area between a lower and an upper line. On a logarithmic axis, a lower end of 0 or below is drawn at the end of the
/// axis.</summary>
/// <param name="Places">Lower and upper end at each x, in drawing order. Y is not drawn.</param>
public sealed record Band(IReadOnlyList<DataInterval> Places) : Mark
{
    private string Style => $"fill:{Color};fill-opacity:0.17;stroke:none";

    internal override IEnumerable<DataPoint> Extent =>
        Places.SelectMany(place => new[] { new DataPoint(place.X, place.Low), new(place.X, place.High) });

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        var run = new List<DataInterval>();
        foreach (var place in Places)
        {
            if (frame.Has(place.X, place.High) && !double.IsNaN(place.Low))
            {
                run.Add(place);
                continue;
            }

            DrawRun(svg, frame, run);
            run.Clear();
        }

        DrawRun(svg, frame, run);
    }

    internal override void DrawKey(SvgWriter svg, double x, double y) => svg.Rectangle(x, y - 6, Legend.KeyWidth, 12, Style);

    private void DrawRun(SvgWriter svg, Frame frame, List<DataInterval> run)
    {
        if (run.Count < 2)
            return;
        var there = run.Select(place => (X: frame.X(place.X), Y: frame.Y(place.High)));
        var back = Enumerable.Reverse(run)
            .Select(place => (X: frame.X(place.X), Y: frame.Vertical.HasPlace(place.Low) ? frame.Y(place.Low) : frame.Bottom));
        svg.Path(string.Concat(there.Concat(back).Select(
            (corner, index) => $"{(index == 0 ? 'M' : 'L')}{SvgWriter.Number(corner.X)} {SvgWriter.Number(corner.Y)}")) + "Z", Style);
    }
}
