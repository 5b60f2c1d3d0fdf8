using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Something that is drawn in a panel. A new kind of mark is one class.</summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>The series that it belongs to, and that the legend names; null for none.</summary>
    public Series? Series { get; init; }

    /// <summary>What each of its places says when it is pointed at, in their order; empty for nothing.</summary>
    public IReadOnlyList<Tip> Tips { get; init; } = [];

    /// <summary>Places that the axes must reach; a coordinate that is NaN asks for nothing.</summary>
    internal abstract IEnumerable<DataPoint> Extent { get; }

    /// <summary>Whether the axes end where it ends.</summary>
    internal virtual bool IsFlush => false;

    /// <summary>Draws it.</summary>
    internal abstract void Draw(SvgWriter svg, Frame frame);

    /// <summary>Draws its sample for the legend, <see cref="Legend.KeyWidth"/> wide about the height <paramref name="y"/>.</summary>
    internal virtual void DrawKey(SvgWriter svg, double x, double y)
    {
    }

    private protected Tip? TipOf(int place) => place < Tips.Count ? Tips[place] : null;

    private protected string Color => Series?.Color ?? "var(--ink)";

    /// <summary>A path through the places; it is interrupted where a number has none.</summary>
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
