using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Progress of a running cell.</summary>
/// <param name="Step">Number of updates made.</param>
public sealed record CellReport(long Step)
{
    /// <summary>Number of epochs made; within an epoch, a fraction; null if unknown.</summary>
    public double? Epoch { get; init; }

    /// <summary>Training loss of the last batch, or the mean training loss since the last evaluation; null if neither is known
    /// yet.</summary>
    public double? Loss { get; init; }

    /// <summary>
    /// The split of <see cref="Metric"/>: <c>validation</c>, or <c>test</c> without a validation split; null before the first evaluation.
    /// </summary>
    public string? Split { get; init; }

    /// <summary>Latest value of the metric that chooses the best evaluation; null before the first evaluation.</summary>
    public Metric? Metric { get; init; }

    /// <summary>Reads the progress of another process's run at its latest evaluation.</summary>
    /// <param name="metric">Name of the metric to read. If the run does not measure this metric, the loss is read.</param>
    public static CellReport Read(RunFolder run, string metric)
    {
        var rows = run.ReadMetrics();
        if (rows.Count == 0)
            return new CellReport(0);
        var measured = Last(rows, "validation") ?? Last(rows, "test");
        var name = measured?.ContainsKey(metric) is true ? metric : "loss";
        return new CellReport(rows[^1]["step"]!.GetValue<long>())
        {
            Epoch = JsonText.ReadNumber(rows[^1]["epoch"]!),
            Loss = Last(rows, "train_running")?["loss"] is { } loss ? JsonText.ReadNumber(loss) : null,
            Split = measured?["split"]!.GetValue<string>(),
            Metric = measured?[name] is { } value ? new Metric(name, JsonText.ReadNumber(value)) : null,
        };
    }

    private static JsonObject? Last(IReadOnlyList<JsonObject> rows, string split) =>
        rows.LastOrDefault(row => row["split"]!.GetValue<string>() == split);
}
