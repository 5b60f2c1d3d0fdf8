namespace Experiments.Sweeps;

/// <summary>A target value of a metric. In each run's <c>metrics.jsonl</c>, the comparison uses the first evaluation that reaches the
/// value.</summary>
public sealed record CompareTarget
{
    [Option("metric", "Metric to reach: SPLIT.METRIC, such as validation.accuracy.", Required = true,
        Pattern = "(train|validation|test)\\.[a-z_0-9]+", PatternInWords = "SPLIT.METRIC, such as validation.accuracy")]
    public string Metric { get; init; } = "validation.accuracy";

    [Option("value", "The value to reach.", Required = true)]
    public double Value { get; init; }
}
