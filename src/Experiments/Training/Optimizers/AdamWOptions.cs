namespace Experiments.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov &amp; Hutter, 2019) as <c>torch.optim.AdamW</c>: θ ← (1 − ηλ)θ, then Adam's update
/// θ ← θ − η·m̂ / (√v̂ + ε) from the gradient alone.
/// </summary>
public sealed record AdamWOptions : AdamOptions
{
    [Option("weight_decay", "Decoupled weight decay λ: θ ← (1 − ηλ)θ.", Minimum = 0)]
    public override double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc/>
    protected override bool DecaysApart => true;
}
