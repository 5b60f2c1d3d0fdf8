namespace Experiments.Signal.Measure;

/// <summary>The costly optional parts of a measurement.</summary>
/// <param name="HistogramBins">Bins of the histograms; null for none.</param>
/// <param name="SingularValues">Whether to compute each weight's largest singular value,
/// which costs one eigenvalue problem a layer.</param>
/// <param name="Magnitudes">Whether to add histograms of log₁₀ |x| to those of x, so that networks of any scale fit on one axis.</param>
/// <param name="Statistics">Whether to keep statistics of each layer's input and gradient, for predictions that restart there.</param>
public sealed record ProbeDetail(int? HistogramBins = null, bool SingularValues = false, bool Magnitudes = false, bool Statistics = false)
{
    public static ProbeDetail None { get; } = new();
}
