namespace Experiments.Data;

/// <summary>What a model and a run's record need to know about the data.</summary>
/// <param name="InputShape">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of classes, or 1 for regression.</param>
/// <param name="Classes">Names of the classes; empty for regression.</param>
/// <param name="Files">In the order in which they were read; empty if they are missing and the shape is known without them.</param>
/// <param name="LogTarget">Whether regression targets are the natural logarithm of the file's column.</param>
public sealed record DataDescription(
    TaskKind Task,
    IReadOnlyList<long> InputShape,
    int Outputs,
    IReadOnlyList<string> Classes,
    IReadOnlyList<DataFile> Files,
    bool LogTarget = false)
{
    /// <summary>How targets were standardised; null where they are as in the file, or its logarithms.</summary>
    public TargetScale? TargetScale { get; init; }

    /// <summary>Whether <c>data.standardize_target</c> would standardise the targets.</summary>
    public bool CanStandardizeTarget { get; init; }

    /// <summary>What was read, in words; empty where the other members tell it.</summary>
    public string Contents { get; init; } = "";

    /// <summary>Remarks for a person, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns the target, in the units of its column, that an output of a regression stands for.</summary>
    public double TargetOf(double output)
    {
        var target = TargetScale?.Restore(output) ?? output;
        return LogTarget ? Math.Exp(target) : target;
    }
}
