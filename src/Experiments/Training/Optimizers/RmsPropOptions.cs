using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// RMSprop (Tieleman &amp; Hinton, 2012) as <c>torch.optim.RMSprop</c>: g ← g + λθ; v ← αv + (1 − α)g²; d = √v + ε, or if centred √(v − ḡ²)
/// + ε with ḡ ← αḡ + (1 − α)g. Then θ ← θ − η·g/d; with momentum b ← μb + g/d, θ ← θ − η·b.
/// </summary>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>Sets PyTorch's default learning rate for RMSprop; most other rules have another default.</summary>
    public RmsPropOptions() => Lr = 1e-2;

    [Option("alpha", "Decay rate α of the mean of squared gradients.", Minimum = 0, Maximum = 1)]
    public double Alpha { get; init; } = 0.99;

    [Option("eps", "ε, added to the denominator.", Minimum = 0)]
    public double Eps { get; init; } = 1e-8;

    [Option("momentum", "Momentum μ.", Minimum = 0, Maximum = 1)]
    public double Momentum { get; init; }

    [Option("centered", "Whether the denominator uses the variance of the gradient instead of its second moment.")]
    public bool Centered { get; init; }

    /// <inheritdoc/>
    public override PyText? PyTorch() => PyTorchCall("RMSprop", Argument("alpha", Alpha, 0.99), Argument("eps", Eps, 1e-8),
        Argument("momentum", Momentum, 0), Centered ? "centered=True" : "");

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        gradient = Decayed(state, gradient, learningRate);
        var denominator = Spread(state, gradient).add_(state.Scalar(Eps));
        if (Momentum > 0)
            state.Values.add_(state.Tensor("momentum_buffer").mul_(state.Scalar(Momentum)).addcdiv_(gradient, denominator),
                alpha: state.Scalar(-learningRate));
        else
            state.Values.addcdiv_(gradient, denominator, value: state.Scalar(-learningRate));
    }

    private Tensor Spread(ParameterState state, Tensor gradient)
    {
        var square = state.Tensor("square_avg").mul_(state.Scalar(Alpha)).addcmul_(gradient, gradient, value: state.Scalar(1 - Alpha));
        if (!Centered)
            return square.sqrt();
        var mean = state.Tensor("grad_avg").mul_(state.Scalar(Alpha)).add_(gradient, alpha: state.Scalar(1 - Alpha));
        return square.addcmul(mean, mean, value: state.Scalar(-1)).sqrt_();
    }
}
