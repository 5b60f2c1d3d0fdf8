namespace Experiments.Signal.Measure;

/// <summary>Expensive optional parts of a measurement.</summary>
/// <param name="HistogramBins">Number of bins of the histograms; null for no histograms.</param>
/// <param name="SingularValues">Whether to compute the largest singular value of each weight. The computation solves one eigenvalue problem
/// per layer.</param>
/// <param name="Magnitudes">Whether to add histograms of log₁₀ |x|; a logarithmic axis shows values of very different sizes.</param>
/// <param name="Statistics">Whether to record statistics of each layer's input and gradient. A prediction can restart from these
/// statistics.</param>
/// <param name="Correlations">Whether to compute the correlation of the responses to different examples.</param>
public sealed record ProbeDetail(int? HistogramBins = null, bool SingularValues = false, bool Magnitudes = false, bool Statistics = false,
    bool Correlations = false)
{
    public static ProbeDetail None { get; } = new();
}
