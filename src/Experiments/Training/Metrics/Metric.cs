namespace Experiments.Training;

/// <param name="Name">Name of a row of <see cref="MetricRegistry"/>.</param>
/// <param name="Value">The value; not finite if the network's output was not finite.</param>
public readonly record struct Metric(string Name, double Value);
