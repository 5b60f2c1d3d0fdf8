namespace Experiments.Training;

/// <summary>Progress of a run: all that a checkpoint has to hold beside tensors, so that a resumed run continues bit for bit.</summary>
public sealed record TrainingProgress
{
    /// <summary>Updates made.</summary>
    public long Step { get; set; }

    /// <summary>Sum over examples of the training loss since the last evaluation.</summary>
    public double RunningLoss { get; set; }

    /// <summary>Training examples since the last evaluation.</summary>
    public long RunningExamples { get; set; }

    /// <summary>Sum over examples of the training loss since the epoch began.</summary>
    public double EpochLoss { get; set; }

    /// <summary>Training examples since the epoch began.</summary>
    public long EpochExamples { get; set; }

    /// <summary>Updates with a loss or gradient that was not finite, where the config ignores these.</summary>
    public long NonFiniteSteps { get; set; }

    /// <summary>The best evaluation of the validation split; null before the first, or without a validation split.</summary>
    public BestEvaluation? Best { get; set; }

    /// <summary>Updates made when the target was first reached; null before that.</summary>
    public long? StepsToTarget { get; set; }

    /// <summary>The validation value that early stopping wants bettered; null before the first.</summary>
    public double? ValueToBeat { get; set; }

    /// <summary>Evaluations in a row that were not better than <see cref="ValueToBeat"/>.</summary>
    public int WorseEvaluations { get; set; }

    /// <summary>Seconds of training and evaluation before this process took over.</summary>
    public double EarlierSeconds { get; set; }

    /// <summary>The metrics at step 0, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Initial { get; init; } = [];

    /// <summary>The latest metrics, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Latest { get; init; } = [];

    /// <summary>The first split whose loss is not finite at its latest evaluation; null if there is none. A run that ends so has
    /// diverged.</summary>
    public string? NonFiniteSplit => Latest
        .FirstOrDefault(split => split.Key != EvaluationRow.Running && !Metrics.HasFiniteLoss(split.Value)).Key;
}
