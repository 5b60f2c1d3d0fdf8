namespace Experiments.Data;

/// <summary>Description of the data, for a model and a run's record.</summary>
/// <param name="InputShape">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of classes, or 1 for regression.</param>
/// <param name="Classes">Names of the classes; empty for regression.</param>
/// <param name="Files">Files in reading order. Empty if the files are missing but the shape is known without them.</param>
/// <param name="LogTarget">Whether regression targets are the natural logarithm of the file's column.</param>
public sealed record DataDescription(
    TaskKind Task,
    IReadOnlyList<long> InputShape,
    int Outputs,
    IReadOnlyList<string> Classes,
    IReadOnlyList<DataFile> Files,
    bool LogTarget = false)
{
    /// <summary>Mean and standard deviation of standardised targets; null if the targets are not standardised.</summary>
    public TargetScale? TargetScale { get; init; }

    /// <summary>Whether <c>data.standardize_target</c> can standardise the targets.</summary>
    public bool CanStandardizeTarget { get; init; }

    /// <summary>Description of the content as text; empty if the other members describe the data completely.</summary>
    public string Contents { get; init; } = "";

    /// <summary>Warnings for the user, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Converts an output of a regression to the target's units.</summary>
    public double TargetOf(double output)
    {
        var target = TargetScale?.Restore(output) ?? output;
        return LogTarget ? Math.Exp(target) : target;
    }
}
