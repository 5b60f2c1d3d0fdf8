namespace Experiments.Training;

/// <summary>A value that a metric should reach; the run records the first evaluation that reaches it.</summary>
public sealed record TargetOptions : IValidated
{
    [Option("metric", "The metric; one that is better when higher, such as accuracy, counts as reached at or above the value, every other "
        + "at or below it.",
        Required = true, WordsOf = typeof(MetricRegistry))]
    public string Metric { get; init; } = "accuracy";

    [Option("value", "The value to reach.", Required = true)]
    public double Value { get; init; }

    [Option("split", "The part of the data on which it is measured.", Allowed = ["train", "validation", "test"])]
    public string Split { get; init; } = "validation";

    [Option("stop", "Whether the run ends there.")]
    public bool Stop { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Stop && Split == "test")
            yield return "split is 'test', and stop would let the test split end the training, which it is to judge and not to steer; "
                + "choose 'validation' or 'train', or leave stop false to record when the test split gets there";
    }
}
