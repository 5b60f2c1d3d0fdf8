namespace Experiments.Training;

/// <summary>The best evaluation of the validation split so far.</summary>
/// <param name="Step">Updates made before it.</param>
/// <param name="Metric">The metric that selects.</param>
/// <param name="Value">Its value.</param>
/// <param name="Metrics">All metrics of that moment by split; the test split's are reported here, and had no say in the choice.</param>
public sealed record BestEvaluation(long Step, string Metric, double Value, IReadOnlyDictionary<string, IReadOnlyList<Metric>> Metrics);
