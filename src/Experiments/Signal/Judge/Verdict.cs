namespace Experiments.Signal.Judge;

/// <summary>Judgement of a signal: the problem, the layer where it begins, and a remedy.</summary>
/// <param name="Layer">First layer with the problem; null if nothing is wrong.</param>
/// <param name="Remedy">Advice that would fix the problem, as a sentence; may be empty.</param>
public sealed record Verdict(VerdictKind Kind, string? Layer, string Finding, string Remedy)
{
    /// <summary>Whether the verdict is about the gradient of the backward pass, not the signal of the forward pass.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether the remedy changes the scale of the weights or a bias.</summary>
    internal bool IsFixedByWeights { get; init; }

    /// <summary>Factor by which each layer or residual block multiplies the variance; null if the verdict is not about a rate.</summary>
    public double? Rate { get; init; }

    /// <summary>Number of layers or residual blocks after which the signal leaves the range of float32; null if the signal never leaves
    /// this range.</summary>
    public long? Limit { get; init; }

    public string Word => Kind.ToString().ToLowerInvariant();

    public override string ToString() => Remedy.Length == 0 ? $"{Word}: {Finding}" : $"{Word}: {Finding} {Remedy}";
}
