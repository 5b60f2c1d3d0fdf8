using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Base class of everything drawn in a panel. Each kind of mark is one class.</summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>Series of the mark, which the legend names; null for a mark without a series.</summary>
    public Series? Series { get; init; }

    /// <summary>Tips of the mark's points, in the order of the points; empty without tips.</summary>
    public IReadOnlyList<Tip> Tips { get; init; } = [];

    /// <summary>Points that the axes must include; a NaN coordinate is ignored.</summary>
    internal abstract IEnumerable<DataPoint> Extent { get; }

    /// <summary>Whether the axes end at the mark's extent, without a margin.</summary>
    internal virtual bool IsFlush => false;

    internal abstract void Draw(SvgWriter svg, Frame frame);

    /// <summary>Draws the legend sample, <see cref="Legend.KeyWidth"/> wide and vertically centred at <paramref name="y"/>.</summary>
    internal virtual void DrawKey(SvgWriter svg, double x, double y)
    {
    }

    private protected Tip? TipOf(int place) => place < Tips.Count ? Tips[place] : null;

    private protected string Color => Series?.Color ?? "var(--ink)";

    /// <summary>Returns an SVG path through the points, interrupted at numbers that the axis can't show.</summary>
    private protected static string PathOf(IEnumerable<DataPoint> points, Frame frame)
    {
        var path = new System.Text.StringBuilder();
        var isDown = false;
        foreach (var (x, y) in points)
        {
            var has = frame.Has(x, y);
            if (has)
                path.Append(isDown ? 'L' : 'M').Append(SvgWriter.Number(frame.X(x))).Append(' ').Append(SvgWriter.Number(frame.Y(y)));
            isDown = has;
        }

        return path.ToString();
    }
}
