namespace Experiments.Training;

/// <summary>Ends a run before its last update, after so many validation evaluations in a row without a better one.</summary>
public sealed record EarlyStoppingOptions
{
    [Option("metric", "The metric of the validation split; null takes training.select.",
        WordsOf = typeof(MetricRegistry))]
    public string? Metric { get; init; }

    [Option("patience", "Evaluations in a row without a better one that end the run.", Minimum = 1)]
    public int Patience { get; init; } = 10;

    [Option("min_delta", "How much better an evaluation has to be to count.", Minimum = 0)]
    public double MinDelta { get; init; }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/> by more than min_delta.</summary>
    public bool IsBetter(string metric, double value, double than) =>
        Metrics.IsBetter(metric, value, Metrics.IsHigherBetter(metric) ? than + MinDelta : than - MinDelta);
}
