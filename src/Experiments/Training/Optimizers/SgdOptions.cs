using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Stochastic gradient descent as <c>torch.optim.SGD</c>: g ← g + λθ; b ← μb + (1 − τ)g (b ← g at the first step); θ ← θ − η·b, or θ − η·(g
/// + μb) with Nesterov momentum (Sutskever et al., 2013).
/// </summary>
public sealed record SgdOptions : OptimizerOptions, IValidated
{
    private const string Buffer = "momentum_buffer";

    [Option("momentum", "Momentum μ.", Minimum = 0, Maximum = 1)]
    public double Momentum { get; init; }

    [Option("dampening", "Dampening τ of the momentum.", Minimum = 0, Maximum = 1)]
    public double Dampening { get; init; }

    [Option("nesterov", "Whether to use Nesterov momentum; needs a momentum above 0 and a dampening of 0.")]
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Nesterov && (Momentum <= 0 || Dampening != 0))
            yield return "nesterov needs a momentum above 0 and a dampening of 0";
    }

    /// <inheritdoc/>
    public override PyText? PyTorch() => PyTorchCall("SGD", Argument("momentum", Momentum, 0), Argument("dampening", Dampening, 0),
        Nesterov ? "nesterov=True" : "");

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        gradient = Decayed(state, gradient, learningRate);
        if (Momentum != 0)
            gradient = WithMomentum(state, gradient);
        state.Values.add_(gradient, alpha: state.Scalar(-learningRate));
    }

    private Tensor WithMomentum(ParameterState state, Tensor gradient)
    {
        if (state.Tensors.TryGetValue(Buffer, out var buffer))
            buffer.mul_(state.Scalar(Momentum)).add_(gradient, alpha: state.Scalar(1 - Dampening));
        else
            buffer = state.Remember(Buffer, gradient);
        return Nesterov ? gradient.add(buffer, alpha: state.Scalar(Momentum)) : buffer;
    }
}
