namespace Experiments.Signal.Judge;

/// <summary>What is wrong with a signal, where, how fast, and what would mend it.</summary>
/// <param name="Layer">The layer where it begins; null if nothing is wrong.</param>
/// <param name="Remedy">The policy that would mend it, as a sentence; may be empty.</param>
public sealed record Verdict(VerdictKind Kind, string? Layer, string Finding, string Remedy)
{
    /// <summary>Whether it is about the gradient going back, not the signal going forward.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether the remedy changes the scale of the weights or a bias.</summary>
    internal bool IsMendedByWeights { get; init; }

    /// <summary>Factor on the variance, a layer or residual block; null if the finding is no rate.</summary>
    public double? Rate { get; init; }

    /// <summary>Number of layers or residual blocks at which the signal leaves float32's range; null if the finding gives none.</summary>
    public long? Limit { get; init; }

    public string Word => Kind.ToString().ToLowerInvariant();

    public override string ToString() => Remedy.Length == 0 ? $"{Word}: {Finding}" : $"{Word}: {Finding} {Remedy}";
}
