namespace Experiments.Training;

/// <summary>How far a run is: all that a checkpoint has to hold beside tensors, so that a resumed run goes on bit for bit.</summary>
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

    /// <summary>Updates whose loss or gradient was not finite, where that is ignored.</summary>
    public long NonFiniteSteps { get; set; }

    /// <summary>The best evaluation of the validation split; null before the first, or where there is no validation split.</summary>
    public BestEvaluation? Best { get; set; }

    /// <summary>Updates made when the target was first seen reached.</summary>
    public long? StepsToTarget { get; set; }

    /// <summary>The validation value that early stopping wants to see bettered; null before the first.</summary>
    public double? ValueToBeat { get; set; }

    /// <summary>Evaluations in a row that did not better it.</summary>
    public int WorseEvaluations { get; set; }

    /// <summary>Seconds of training and evaluation before this process took over.</summary>
    public double EarlierSeconds { get; set; }

    /// <summary>The metrics at step 0, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Initial { get; init; } = [];

    /// <summary>The latest metrics, by split.</summary>
    public Dictionary<string, IReadOnlyList<Metric>> Latest { get; init; } = [];
}
