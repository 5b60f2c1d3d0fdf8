namespace Experiments.Training;

/// <param name="Name"><c>loss</c>, <c>accuracy</c>, <c>rmse</c>, <c>rmse_log</c> or <c>mae</c>.</param>
/// <param name="Value">The value; not finite where the network's output was not.</param>
public readonly record struct Metric(string Name, double Value);
