namespace Experiments.Cli.Terminal;

/// <summary>Formats one evaluation as one line, in which each number has a label: <c>epoch 3/30 train loss 0.0695 val accuracy 0.9722 test
/// accuracy 0.9694</c>.</summary>
public sealed class EpochLine(TrainingPlan plan)
{
    // Each field has a rank. On a narrow terminal, the line leaves out the fields with the highest ranks first.
    private const int Position = 0;
    private const int TrainLoss = 1;
    private const int Selected = 2;
    private const int OtherLoss = 4;
    private const int LearningRate = 6;
    private const int Step = 7;
    private const int Other = 8;

    /// <summary>Returns the labelled numbers of an evaluation.</summary>
    public IReadOnlyList<Field> Fields(IReadOnlyList<EvaluationRow> rows)
    {
        var running = rows.FirstOrDefault(row => row.Split == "train_running");
        List<Field> fields =
        [
            new(Position, Epoch(rows[0].Epoch, plan)),
            new(Step, $"step {RunText.Count(rows[0].Step).PadRight(RunText.Count(plan.TotalSteps).Length)}"),
            // Before the first update there is no training loss. A dash in its place keeps the columns aligned.
            new(TrainLoss, $"train loss {(running is null ? "–" : Loss(running)),-6}"),
        ];
        foreach (var row in rows.Where(row => row != running))
            fields.AddRange(row.Metrics.OrderBy(metric => metric.Name != plan.Select)
                .Select(metric => new Field(Rank(row.Split, metric.Name), Labelled(row.Split, metric))));
        fields.Add(new Field(LearningRate, $"lr {RunText.Number(rows[0].LearningRate),-6}"));
        return fields;
    }

    /// <summary>Returns the number of finished epochs and of all epochs, such as <c>epoch 3/30</c>, padded to a constant width.</summary>
    public static string Epoch(double made, TrainingPlan plan)
    {
        var all = Short((double)plan.TotalSteps / plan.StepsPerEpoch);
        return $"epoch {Short(made)}/{all}".PadRight("epoch /".Length + 2 * all.Length);
    }

    /// <summary>Returns a metric with the name of its split: <c>val accuracy 0.9722</c>.</summary>
    public static string Labelled(string split, Metric metric) => $"{Name(split, metric.Name)} {RunText.Number(metric.Value),-6}";

    /// <summary>Returns a metric's label: <c>val accuracy</c>.</summary>
    public static string Name(string split, string metric) => $"{Word(split)} {metric}";

    private static string Word(string split) => split switch
    {
        "validation" => "val",
        "train" => "train (evaluated)",
        _ => split,
    };

    // Returns the rank of a metric. The validation metric is more important than the test metric.
    private int Rank(string split, string metric) => split == "train" ? Other + 2
        : (metric == plan.Select ? Selected : metric == "loss" ? OtherLoss : Other) + (split == "validation" ? 0 : 1);

    private static string Loss(EvaluationRow row) =>
        RunText.Number(row.Metrics.FirstOrDefault(metric => metric.Name == "loss") is { Name: not null } loss ? loss.Value : double.NaN);

    private static string Short(double epochs) => epochs.ToString("0.##", CultureInfo.InvariantCulture);
}
