namespace Experiments.Training;

/// <summary>A target value of a metric; the run records the first evaluation that reaches the target.</summary>
public sealed record TargetOptions : IValidated
{
    [Option("metric",
        "The metric. If a higher metric is better, as for accuracy, the target is reached at or above the value; otherwise at or "
            + "below the value.",
        Required = true, WordsOf = typeof(MetricRegistry))]
    public string Metric { get; init; } = "accuracy";

    [Option("value", "The value to reach.", Required = true)]
    public double Value { get; init; }

    [Option("split", "The split on which the metric is measured.", Allowed = ["train", "validation", "test"])]
    public string Split { get; init; } = "validation";

    [Option("stop", "Whether the run ends when the metric reaches the value.")]
    public bool Stop { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Stop && Split == "test")
            yield return "split is 'test' and stop is true, but the test split must not decide when training ends; "
                + "choose 'validation' or 'train', or set stop to false to only record when the test split reaches the value";
    }
}
