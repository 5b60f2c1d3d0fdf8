namespace Experiments.Training;

/// <summary>Variants of Adam whose weight decay is either an L2 penalty or decoupled from the gradient.</summary>
public abstract record DecoupledOptions : AdaptiveOptions
{
    [Option("decoupled_weight_decay",
        "Whether weight decay shrinks the parameter itself, θ ← (1 − ηλ)θ, as AdamW's does, instead of adding λθ to the gradient.")]
    public bool DecoupledWeightDecay { get; init; }

    /// <inheritdoc/>
    protected override bool DecaysApart => DecoupledWeightDecay;
}
