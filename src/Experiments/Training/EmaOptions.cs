namespace Experiments.Training;

/// <summary>
/// An exponential moving average of the weights (Polyak &amp; Juditsky, 1992, with forgetting). The average starts at the initial weights;
/// after update t, w̄ ← d·w̄ + (1 − d)·w. With <c>warmup</c>, d = min(decay, (1 + t)/(10 + t)), so that the initial weights are soon
/// forgotten.
/// </summary>
public sealed record EmaOptions
{
    [Option("decay", "Share d of the old average that each update keeps.", Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double Decay { get; init; } = 0.999;

    [Option("warmup", "Whether the average follows the weights faster at the start: d = min(decay, (1 + t)/(10 + t)) at update t, "
        + "counted from 1.")]
    public bool Warmup { get; init; }

    /// <summary>Returns the decay d of update <paramref name="step"/>; the first step is 1.</summary>
    public double DecayAt(long step) => Warmup ? Math.Min(Decay, (1.0 + step) / (10.0 + step)) : Decay;
}
