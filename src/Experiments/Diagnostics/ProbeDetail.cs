namespace Experiments.Diagnostics;

/// <summary>What a measurement takes beyond the numbers that cost next to nothing.</summary>
/// <param name="HistogramBins">Bins of the histograms; null for none.</param>
/// <param name="SingularValues">Whether the largest singular value of each weight is computed, which costs an eigenvalue problem a layer.</param>
/// <param name="Magnitudes">Whether histograms of log₁₀ |x| stand beside those of x, in which networks of any scale find room.</param>
/// <param name="Statistics">Whether the statistics of what enters each layer and of its gradient are kept, for predictions that begin anew there.</param>
public sealed record ProbeDetail(int? HistogramBins = null, bool SingularValues = false, bool Magnitudes = false, bool Statistics = false)
{
    /// <summary>Nothing beyond.</summary>
    public static ProbeDetail None { get; } = new();
}
