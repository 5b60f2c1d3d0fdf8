namespace Experiments.Diagnostics.Verdicts;

/// <summary>What is wrong with a signal, where, how fast, and what would mend it.</summary>
/// <param name="Kind">The word.</param>
/// <param name="Layer">The layer where it begins; null where nothing is wrong.</param>
/// <param name="Finding">What was found, as a sentence.</param>
/// <param name="Remedy">The policy that would mend it, as a sentence; empty where nothing is wrong.</param>
public sealed record Verdict(VerdictKind Kind, string? Layer, string Finding, string Remedy)
{
    /// <summary>Whether it speaks of the gradient on its way back rather than of the signal on its way forward.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether it is the scale of the weights, or a bias, that its remedy changes.</summary>
    internal bool IsMendedByWeights { get; init; }

    /// <summary>Factor on the variance, a layer; null where the finding is no rate.</summary>
    public double? Rate { get; init; }

    /// <summary>Number of layers at which the signal leaves float32's range, were the network that deep; null where the finding is no rate.</summary>
    public long? Limit { get; init; }

    /// <summary>The word in lower case.</summary>
    public string Word => Kind.ToString().ToLowerInvariant();

    /// <summary>All of it in one line.</summary>
    public override string ToString() => Remedy.Length == 0 ? $"{Word}: {Finding}" : $"{Word}: {Finding} {Remedy}";
}
