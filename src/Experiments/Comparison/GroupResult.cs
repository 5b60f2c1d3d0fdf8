using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>Statistics of the runs with one label.</summary>
/// <param name="Diverged">Number of runs that diverged; each counts as the worst value of its stratum.</param>
/// <param name="WithoutValue">Number of runs that completed without a finite value of the metric. Each of these runs also counts as the
/// worst value.
/// </param>
/// <param name="DivergenceRate">Wilson's interval of the share of runs that diverge.</param>
/// <param name="PerSeed">Value of each seed: the mean over the axes that are not compared.</param>
/// <param name="Summary">Statistics of the seeds' values.</param>
/// <param name="MeanInterval">Student's interval of the mean; null for fewer than two seeds.</param>
/// <param name="InterquartileInterval">Bootstrap interval of the interquartile mean of the seeds' values; null for fewer than two seeds.
/// </param>
/// <param name="MeanRank">The label's rank (1 is best), averaged over the seeds; null if some seed does not have runs of all
/// labels.</param>
public sealed record GroupResult(
    string Label,
    int Runs,
    int Diverged,
    int WithoutValue,
    Interval? DivergenceRate,
    IReadOnlyDictionary<long, double> PerSeed,
    SampleSummary Summary,
    Interval? MeanInterval,
    Interval? InterquartileInterval,
    double? MeanRank);
