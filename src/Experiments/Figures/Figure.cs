using Experiments.Figures.Drawing;

namespace Experiments.Figures;

/// <summary>
/// A scientific figure as data. The same figure gives the same bytes on every machine and in every culture.
/// Its colours follow the reader's light or dark theme; <c>data-theme="light"</c> or <c>"dark"</c> on the element decides otherwise.
/// </summary>
/// <param name="Title">The title; also its name for screen readers.</param>
/// <param name="Panels">The plots, row by row.</param>
public sealed record Figure(string Title, IReadOnlyList<Panel> Panels)
{
    /// <summary>How to read it, below the title; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Where its numbers come from, below the panels; empty for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether to draw a legend above the panels; not needed if an axis names the series.</summary>
    public bool HasLegend { get; init; } = true;

    /// <summary>Number of panels in a row.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width of the plotting area of a panel, in pixels.</summary>
    public double PanelWidth { get; init; } = 460;

    /// <summary>Height of the plotting area of a panel, in pixels.</summary>
    public double PanelHeight { get; init; } = 260;

    /// <summary>The figure as a standalone SVG document, line feeds as line ends.</summary>
    public string ToSvg() => FigureWriter.Write(this, isInteractive: false);

    /// <summary>
    /// The figure as SVG for a page with a script: groups of a series carry <c>data-series</c>, entries of the legend have class
    /// <c>key</c>, and places with a <see cref="Tip"/> carry <c>data-tip</c> and are links if the tip has one. Without a script it looks as
    /// <see cref="ToSvg"/> does.
    /// </summary>
    public string ToInteractiveSvg() => FigureWriter.Write(this, isInteractive: true);
}
