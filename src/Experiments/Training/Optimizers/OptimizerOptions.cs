namespace Experiments.Training;

/// <summary>
/// An update rule: the base of every row of <see cref="OptimizerRegistry"/>. Names and defaults are PyTorch's. A rule is a pure function of
/// the parameters, their gradient, their state, and the learning rate.
/// </summary>
public abstract record OptimizerOptions
{
    [Option("lr", "Learning rate η.", Minimum = 0)]
    public double Lr { get; init; } = 1e-3;

    [Option("weight_decay", "L2 penalty λ, added to the gradient.", Minimum = 0)]
    public virtual double WeightDecay { get; init; }

    [Option("maximize", "Whether the loss is increased instead of decreased: the gradient's sign is turned before anything else.")]
    public bool Maximize { get; init; }

    [Option("decay", "Which parameters weight_decay shrinks: all, as in PyTorch, or weights only, sparing biases and the parameters of "
        + "normalisation and PReLU (those with fewer than two dimensions).",
        Allowed = ["all", "weights"])]
    public string Decay { get; init; } = "all";

    /// <summary>Whether weight decay shrinks some parameters and not others, which then lie in two groups of an optimizer.</summary>
    internal bool SparesSome => Decay == "weights" && WeightDecay != 0;

    /// <summary>Updates parameters in place, each element by itself; gradients are off, and the state's step already counts this
    /// update.</summary>
    /// <param name="gradient">Gradient of the quantity to decrease, laid out as the state's values; not to be changed.</param>
    public abstract void Update(ParameterState state, Tensor gradient, double learningRate);

    /// <summary>Whether weight decay shrinks the parameters themselves, θ ← (1 − ηλ)θ, and leaves the gradient alone.</summary>
    protected virtual bool DecaysApart => false;

    /// <summary>Applies weight decay: returns g + λθ, or shrinks the parameters and returns the gradient unchanged.</summary>
    protected Tensor Decayed(ParameterState state, Tensor gradient, double learningRate)
    {
        if (state.WeightDecay == 0)
            return gradient;
        if (!DecaysApart)
            return gradient.add(state.Values, alpha: state.Scalar(state.WeightDecay));
        state.Values.mul_(state.Scalar(1 - learningRate * state.WeightDecay));
        return gradient;
    }
}
