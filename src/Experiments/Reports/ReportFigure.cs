using Experiments.Figures;

namespace Experiments.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Its name in files.</param>
/// <param name="Figure">What is drawn.</param>
/// <param name="Caption">What it shows and how it was made.</param>
public sealed record ReportFigure(string Name, Figure Figure, string Caption);
