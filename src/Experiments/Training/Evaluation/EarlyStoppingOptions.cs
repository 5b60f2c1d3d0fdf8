namespace Experiments.Training;

/// <summary>Ends a run early after a number of validation evaluations in a row without improvement.</summary>
public sealed record EarlyStoppingOptions
{
    [Option("metric", "The metric of the validation split; null means training.select.",
        WordsOf = typeof(MetricRegistry))]
    public string? Metric { get; init; }

    [Option("patience", "The run ends after this number of evaluations in a row without improvement.", Minimum = 1)]
    public int Patience { get; init; } = 10;

    [Option("min_delta", "Smallest change of the metric that counts as an improvement.", Minimum = 0)]
    public double MinDelta { get; init; }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/> by more than min_delta.</summary>
    public bool IsBetter(string metric, double value, double than) =>
        Metrics.IsBetter(metric, value, Metrics.IsHigherBetter(metric) ? than + MinDelta : than - MinDelta);
}
