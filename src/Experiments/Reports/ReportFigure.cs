using Experiments.Figures;

namespace Experiments.Reports;

/// <param name="Name">File name without extension.</param>
/// <param name="Caption">Says what the figure shows and how it was made.</param>
public sealed record ReportFigure(string Name, Figure Figure, string Caption);
