namespace Experiments.Training;

/// <summary>The metrics that a config can name.</summary>
public static class MetricRegistry
{
    public static IReadOnlyList<MetricKind> All { get; } =
    [
        new LossMetric(),
        new AccuracyMetric(),
        new RmseMetric(),
        new RmseLogMetric(),
        new MaeMetric(),
        new TopFiveMetric(),
        new BalancedAccuracyMetric(),
        new MacroF1Metric(),
        new CalibrationErrorMetric(),
        new RSquaredMetric(),
        new MapeMetric(),
    ];

    /// <summary>Allowed values of the keys that name a metric.</summary>
    public static string[] Words { get; } = [.. All.Select(metric => metric.Name)];

    /// <exception cref="ArgumentException">No metric has this name.</exception>
    public static MetricKind Named(string name) =>
        All.FirstOrDefault(metric => metric.Name == name) ?? throw new ArgumentException($"'{name}' is no metric.", nameof(name));
}
