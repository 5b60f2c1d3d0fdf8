using Experiments.Figures.Marks;

namespace Experiments.Figures.Drawing;

/// <summary>Draws one panel: grid, marks, axes, and the bar of a heat map.</summary>
internal sealed class PanelWriter
{
    private const double TickSize = 11;
    private const double LineHeight = 15;
    private const double BarWidth = 12;
    private const double BarGap = 12;

    private readonly Panel _panel;
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly IReadOnlyList<Tick> _xTicks;
    private readonly IReadOnlyList<Tick> _yTicks;
    private readonly bool _turnsNames;

    public PanelWriter(Panel panel, double width, double height)
    {
        _panel = panel;
        var isFlush = panel.Marks.Any(mark => mark.IsFlush);
        var extent = panel.Marks.SelectMany(mark => mark.Extent).ToList();
        _x = new Scale(panel.X, extent.Select(point => point.X), isFlush);
        _y = new Scale(panel.Y, extent.Select(point => point.Y), isFlush);
        _xTicks = _x.Ticks((int)Math.Max(2, width / 70));
        _yTicks = _y.Ticks((int)Math.Max(2, height / 36));
        _turnsNames = panel.X.Categories.Count > 0
            && _xTicks.Max(tick => PixelWidth.Of(tick.Text, TickSize)) > width / _xTicks.Count * 0.95;
    }

    /// <summary>Space to the left of the plotting area in pixels, for tick labels and the axis label.</summary>
    public double LeftRoom => 10 + Widest(_yTicks) + (_panel.Y.Label.Length > 0 ? LineHeight + 6 : 0);

    public double TopRoom => _panel.Title.Length > 0 ? 24 : 8;

    public double BottomRoom =>
        8 + (_turnsNames ? (Widest(_xTicks) * 0.75) + 6 : LineHeight) + (_panel.X.Label.Length > 0 ? LineHeight + 4 : 0);

    public double RightRoom => Map is { } map ? BarGap + BarWidth + 6 + Widest(BarTicks(map)) + LineHeight + 6 : 10;

    private HeatMap? Map => _panel.Marks.OfType<HeatMap>().FirstOrDefault();

    public void Draw(SvgWriter svg, double left, double top, double width, double height, string clip)
    {
        var frame = new Frame(left, top, width, height, _x, _y);
        if (_panel.Title.Length > 0)
            svg.Text(left, top - 9, _panel.Title, "panel");
        DrawGrid(svg, frame);
        svg.Open("clipPath", ("id", clip));
        svg.Rectangle(left - 5, top - 5, width + 10, height + 10, "");
        svg.Close("clipPath");
        svg.Open("g", ("clip-path", $"url(#{clip})"));
        foreach (var mark in _panel.Marks)
        {
            svg.OpenSeries(mark.Series, "");
            mark.Draw(svg, frame);
            svg.CloseSeries(mark.Series);
        }

        svg.Close("g");
        DrawAxes(svg, frame);
        if (Map is { } map)
            DrawBar(svg, frame, map);
    }

    private static double Widest(IReadOnlyList<Tick> ticks) =>
        ticks.Select(tick => PixelWidth.Of(tick.Text, TickSize)).DefaultIfEmpty(0).Max();

    private static IReadOnlyList<Tick> BarTicks(HeatMap map) => Ticks.Linear(map.Colors.Low, map.Colors.High, 6);

    private void DrawGrid(SvgWriter svg, Frame frame)
    {
        foreach (var tick in _yTicks)
            svg.Line(frame.Left, frame.Y(tick.Value), frame.Right, frame.Y(tick.Value), "grid");
        if (_panel.X.Categories.Count > 0)
            return;
        foreach (var tick in _xTicks)
            svg.Line(frame.X(tick.Value), frame.Top, frame.X(tick.Value), frame.Bottom, "grid");
    }

    private void DrawAxes(SvgWriter svg, Frame frame)
    {
        svg.Path($"M{SvgWriter.Number(frame.Left)} "
            + $"{SvgWriter.Number(frame.Top)}V{SvgWriter.Number(frame.Bottom)}H{SvgWriter.Number(frame.Right)}", "axis");
        foreach (var tick in _yTicks)
            svg.Text(frame.Left - 6, frame.Y(tick.Value) + 4, tick.Text, "tick", "end");
        foreach (var tick in _xTicks)
        {
            if (_turnsNames)
                svg.Text(frame.X(tick.Value) + 3, frame.Bottom + 12, tick.Text, "tick", "end", -45);
            else
                svg.Text(frame.X(tick.Value), frame.Bottom + 16, tick.Text, "tick", "middle");
        }

        if (_panel.X.Label.Length > 0)
            svg.Text(frame.Left + (frame.Width / 2), frame.Bottom + BottomRoom - 6, _panel.X.Label, "", "middle");
        if (_panel.Y.Label.Length > 0)
            svg.Text(frame.Left - Widest(_yTicks) - 14, frame.Top + (frame.Height / 2), _panel.Y.Label, "", "middle", -90);
    }

    private static void DrawBar(SvgWriter svg, Frame frame, HeatMap map)
    {
        var (colors, left) = (map.Colors, frame.Right + BarGap);
        var height = frame.Height / colors.Steps;
        for (var step = 0; step < colors.Steps; step++)
            svg.Rectangle(left, frame.Bottom - ((step + 1) * height), BarWidth, height,
                $"fill:{colors.ColorOf(step)};shape-rendering:crispEdges");
        var ticks = BarTicks(map);
        foreach (var tick in ticks)
            svg.Text(left + BarWidth + 5, frame.Bottom - (frame.Height * (tick.Value - colors.Low) / (colors.High - colors.Low)) + 4,
                tick.Text, "tick");
        svg.Text(left + BarWidth + 6 + Widest(ticks) + LineHeight, frame.Top + (frame.Height / 2), colors.Label, "", "middle", -90);
    }
}
