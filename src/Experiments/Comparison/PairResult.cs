using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>Two labels, compared seed by seed. A difference is the first label's value minus the second label's value, in the metric's
/// unit.</summary>
/// <param name="Test">Permutation test over the seeds that both labels have.</param>
/// <param name="DifferenceInterval">Student's interval of the mean difference; null for fewer than two pairs.</param>
/// <param name="CorrectedP">p after Holm's correction over all pairs of the metric; null if the test has no p.</param>
/// <param name="EffectSize">Hedges' g of the paired differences; null if they do not vary.</param>
/// <param name="Improvement">Probability that a random seed of the first label is better than a random seed of the second label. Only seeds
/// of both labels are used; null if there are none.</param>
/// <param name="ImprovementInterval">Bootstrap interval of <paramref name="Improvement"/>.</param>
/// <param name="IsSeparated">Whether the corrected p is at most the significance level.</param>
public sealed record PairResult(
    string First,
    string Second,
    PairedTest Test,
    Interval? DifferenceInterval,
    double? CorrectedP,
    double? EffectSize,
    double? Improvement,
    Interval? ImprovementInterval,
    bool IsSeparated);
