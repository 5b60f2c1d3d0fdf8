namespace Experiments.Theory;

/// <summary>A normalisation: x → scale · (x − mean) / √(variance + ε) + shift.</summary>
/// <param name="OverBatch">Whether mean and variance are those of a channel over the batch and all positions; else those of an example over channels and positions.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">Learned scale, at the start.</param>
/// <param name="Shift">Learned shift, at the start.</param>
public sealed record NormStage(bool OverBatch, double Epsilon, double Scale = 1, double Shift = 0) : Stage
{
    /// <summary>Groups of channels that are normalised each by itself; 1 for all together.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether it is over vectors, which have a single place each.</summary>
    public bool IsOfVectors { get; init; }

    /// <summary>Fewest examples over which the normalisation of vectors is followed: over fewer a channel's own variance fluctuates so much that averages tell little of it, and ε counts.</summary>
    public const int FewestExamples = 8;
}
