namespace Experiments.Training;

/// <summary>A value that a metric should reach; the run records the first evaluation that reaches it.</summary>
public sealed record TargetOptions : IValidated
{
    [Option("metric", "The metric; accuracy counts as reached at or above the value, every other at or below it.",
        Chinese = "指标；accuracy 不低于目标值算达到，其他指标不高于目标值算达到。", Required = true, WordsOf = typeof(MetricRegistry))]
    public string Metric { get; init; } = "accuracy";

    [Option("value", "The value to reach.", Chinese = "要达到的值。", Required = true)]
    public double Value { get; init; }

    [Option("split", "The part of the data on which it is measured.", Chinese = "在数据的哪一部分上测量。", Allowed = ["train", "validation", "test"])]
    public string Split { get; init; } = "validation";

    [Option("stop", "Whether the run ends there.", Chinese = "达到后是否结束运行。")]
    public bool Stop { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Stop && Split == "test")
            yield return "split is 'test', and stop would let the test split end the training, which it is to judge and not to steer; choose 'validation' or 'train', or leave stop false to record when the test split gets there";
    }
}
