namespace Experiments.Training;

/// <summary>Progress of a run: all data of a checkpoint except tensors. With this data a resumed run continues bit for bit.</summary>
public sealed record TrainingProgress
{
    /// <summary>Number of updates made.</summary>
    public long Step { get; set; }

    /// <summary>Sum of the training loss over the examples since the last evaluation.</summary>
    public double RunningLoss { get; set; }

    /// <summary>Number of training examples since the last evaluation.</summary>
    public long RunningExamples { get; set; }

    /// <summary>Sum of the training loss over the examples since the start of the epoch.</summary>
    public double EpochLoss { get; set; }

    /// <summary>Number of training examples since the start of the epoch.</summary>
    public long EpochExamples { get; set; }

    /// <summary>Number of updates with a non-finite loss or gradient, if the config ignores non-finite values.</summary>
    public long NonFiniteSteps { get; set; }

    /// <summary>The best evaluation of the validation split; null before the first evaluation, or without a validation split.</summary>
    public BestEvaluation? Best { get; set; }

    /// <summary>Number of updates made when the target was first reached; null if it has not been reached.</summary>
    public long? StepsToTarget { get; set; }

    /// <summary>The validation value that early stopping compares the next evaluation with; null before the first evaluation.</summary>
    public double? ValueToBeat { get; set; }

    /// <summary>Number of evaluations in a row that did not improve on <see cref="ValueToBeat"/>.</summary>
    public int WorseEvaluations { get; set; }

    /// <summary>Seconds of training and evaluation in earlier processes.</summary>
    public double EarlierSeconds { get; set; }

    /// <summary>The metrics at step 0, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Initial { get; init; } = [];

    /// <summary>The latest metrics, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Latest { get; init; } = [];

    /// <summary>
    /// The first split whose latest evaluation has a non-finite loss; null if there is none. A run that ends while there is such a split
    /// has diverged.
    /// </summary>
    public string? NonFiniteSplit => Latest
        .FirstOrDefault(split => split.Key != EvaluationRow.Running && !Metrics.HasFiniteLoss(split.Value)).Key;
}
