using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>A dashed straight line across the panel at one number, with a label at its end.</summary>
/// <param name="Text">The label; may be empty.</param>
public sealed record Rule(double At, string Text = "") : Mark
{
    /// <summary>Whether the line is vertical, at a number of the x axis. If false, the line is horizontal, at a number of the y
    /// axis.</summary>
    public bool IsUpright { get; init; }

    /// <summary>Whether the axes must include the line.</summary>
    public bool IsReached { get; init; }

    internal override IEnumerable<DataPoint> Extent =>
        !IsReached ? [] : [IsUpright ? new DataPoint(At, double.NaN) : new DataPoint(double.NaN, At)];

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        var scale = IsUpright ? frame.Horizontal : frame.Vertical;
        if (!scale.HasPlace(At) || At < scale.Min || At > scale.Max)
            return;
        var (x, y) = (IsUpright ? frame.X(At) : 0, IsUpright ? 0 : frame.Y(At));
        if (IsUpright)
            svg.Line(x, frame.Top, x, frame.Bottom, "rule");
        else
            svg.Line(frame.Left, y, frame.Right, y, "rule");
        if (Text.Length > 0)
            svg.Text(IsUpright ? x + 4 : frame.Right - 4, IsUpright ? frame.Top + 12 : y - 4, Text, "muted", IsUpright ? "start" : "end");
    }
}
