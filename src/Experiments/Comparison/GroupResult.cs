using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>One label's runs.</summary>
/// <param name="Label">The label.</param>
/// <param name="Runs">How many runs it has.</param>
/// <param name="Diverged">How many of them diverged: each counts as the worst value of the comparison.</param>
/// <param name="DivergenceRate">Wilson's interval of the share that diverges.</param>
/// <param name="PerSeed">The value of each seed, the mean over the other axes.</param>
/// <param name="Summary">What the seeds' values say of themselves.</param>
/// <param name="MeanInterval">Student's interval of the mean; null for fewer than two seeds.</param>
/// <param name="InterquartileInterval">The stratified bootstrap's interval of the interquartile mean over all runs; null for fewer than two seeds.</param>
/// <param name="MeanRank">The mean over the seeds of its rank among the labels, 1 the best; null where a seed lacks a label.</param>
public sealed record GroupResult(
    string Label,
    int Runs,
    int Diverged,
    Interval? DivergenceRate,
    IReadOnlyDictionary<long, double> PerSeed,
    SampleSummary Summary,
    Interval? MeanInterval,
    Interval? InterquartileInterval,
    double? MeanRank);
