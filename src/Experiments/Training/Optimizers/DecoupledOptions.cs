namespace Experiments.Training;

/// <summary>Variants of Adam whose weight decay is either an L2 penalty or decoupled from the gradient.</summary>
public abstract record DecoupledOptions : AdaptiveOptions
{
    [Option("decoupled_weight_decay",
        "Whether weight decay is decoupled, as in AdamW: θ ← (1 − ηλ)θ, instead of adding λθ to the gradient.")]
    public bool DecoupledWeightDecay { get; init; }

    /// <inheritdoc/>
    protected override bool DecaysApart => DecoupledWeightDecay;
}
