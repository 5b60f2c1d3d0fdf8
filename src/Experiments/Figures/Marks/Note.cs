using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Words at a place of the panel.</summary>
/// <param name="Place">The place, in the units of the axes.</param>
/// <param name="Text">The words.</param>
public sealed record Note(DataPoint Place, string Text) : Mark
{
    /// <summary>Which side of the words stands at the place: start, middle or end.</summary>
    public string Anchor { get; init; } = "middle";

    internal override IEnumerable<DataPoint> Extent => [];

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        // On cells of a heat map, of any colour, words need a rim.
        if (frame.Has(Place.X, Place.Y))
            svg.WithTip(TipOf(0), () => svg.Text(frame.X(Place.X), frame.Y(Place.Y), Text, "fill:var(--ink);stroke:var(--paper);stroke-width:3px;paint-order:stroke;font-weight:600", Anchor));
    }
}
