namespace Experiments.Training;

/// <summary>The best evaluation of the validation split so far.</summary>
/// <param name="Step">Number of updates made before the evaluation.</param>
/// <param name="Metric">The metric that chooses the best evaluation.</param>
/// <param name="Metrics">All metrics at that step, by split. Metrics of the test split are only reported; they don't affect the
/// choice.</param>
public sealed record BestEvaluation(long Step, string Metric, double Value, IReadOnlyDictionary<string, IReadOnlyList<Metric>> Metrics);
