using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Text at a point of the panel.</summary>
public sealed record Note(DataPoint Place, string Text) : Mark
{
    /// <summary>The part of the text at the point: start, middle or end.</summary>
    public string Anchor { get; init; } = "middle";

    internal override IEnumerable<DataPoint> Extent => [];

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        // The text has a rim, because the cells of a heat map below it may have any colour.
        if (frame.Has(Place.X, Place.Y))
            svg.WithTip(TipOf(0), () => svg.Text(frame.X(Place.X), frame.Y(Place.Y), Text,
                "fill:var(--ink);stroke:var(--paper);stroke-width:3px;paint-order:stroke;font-weight:600", Anchor));
    }
}
