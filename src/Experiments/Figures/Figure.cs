using Experiments.Figures.Drawing;

namespace Experiments.Figures;

/// <summary>
/// A scientific figure as data. The same figure gives the same bytes on every machine and in every culture. The colours follow the reader's
/// light or dark theme. The attribute <c>data-theme="light"</c> or <c>"dark"</c> of the element overrides the theme.
/// </summary>
/// <param name="Title">The title, which screen readers also read.</param>
/// <param name="Panels">The panels, row by row.</param>
public sealed record Figure(string Title, IReadOnlyList<Panel> Panels)
{
    /// <summary>Explanation below the title; may be empty.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Source of the numbers, which is written below the panels; may be empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether to draw a legend above the panels. The legend is not needed if an axis names the series.</summary>
    public bool HasLegend { get; init; } = true;

    /// <summary>Number of panels in a row.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width of the plotting area of a panel, in pixels.</summary>
    public double PanelWidth { get; init; } = 460;

    /// <summary>Height of the plotting area of a panel, in pixels.</summary>
    public double PanelHeight { get; init; } = 260;

    /// <summary>Returns the figure as a standalone SVG document. Lines end in line feeds.</summary>
    public string ToSvg() => FigureWriter.Write(this, isInteractive: false);

    /// <summary>
    /// Returns the figure as SVG for a page with a script. Groups of a series have the attribute <c>data-series</c>, and entries of the
    /// legend have the class <c>key</c>. Points with a <see cref="Tip"/> have <c>data-tip</c> and the link of the tip. Without a script,
    /// the figure looks the same as the result of <see cref="ToSvg"/>.
    /// </summary>
    public string ToInteractiveSvg() => FigureWriter.Write(this, isInteractive: true);
}
