using Experiments.Figures;

namespace Experiments.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Caption">Describes what the figure shows and how it was made.</param>
public sealed record ReportFigure(string Name, Figure Figure, string Caption);
