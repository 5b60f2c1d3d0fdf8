using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Text at a point of the panel.</summary>
public sealed record Note(DataPoint Place, string Text) : Mark
{
    /// <summary>The part of the text that is at the point: start, middle or end.</summary>
    public string Anchor { get; init; } = "middle";

    internal override IEnumerable<DataPoint> Extent => [];

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        // The text has a rim in the background colour, because it may be drawn on a heat map's cell of any colour.
        if (frame.Has(Place.X, Place.Y))
            svg.WithTip(TipOf(0), () => svg.Text(frame.X(Place.X), frame.Y(Place.Y), Text,
                "fill:var(--ink);stroke:var(--paper);stroke-width:3px;paint-order:stroke;font-weight:600", Anchor));
    }
}
