using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Adam with Nesterov momentum (Dozat, 2016) as <c>torch.optim.NAdam</c>: g ← g + λθ; μₜ = β₁(1 − ½·0.96^(tψ)); m and v as in Adam; θ ← θ −
/// η(1 − μₜ)/(1 − ∏μ₁…μₜ) · g/(√v̂ + ε) − η·μₜ₊₁/(1 − ∏μ₁…μₜ₊₁) · m/(√v̂ + ε).
/// </summary>
public sealed record NAdamOptions : DecoupledOptions
{
    private const string Product = "mu_product";

    /// <summary>Sets PyTorch's default learning rate for NAdam; most other rules have another default.</summary>
    public NAdamOptions() => Lr = 2e-3;

    [Option("momentum_decay", "Momentum decay ψ.", Minimum = 0)]
    public double MomentumDecay { get; init; } = 4e-3;

    /// <inheritdoc/>
    public override PyText? PyTorch() =>
        PyTorchCall("NAdam", [.. AdaptiveArguments, Argument("momentum_decay", MomentumDecay, 4e-3)]);

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        gradient = Decayed(state, gradient, learningRate);
        var (mu, next) = (Momentum(state.Step), Momentum(state.Step + 1));
        // PyTorch stores the product of all μ in a float32 tensor, for parameters of any precision.
        var product = (float)state.Number(Product, 1) * (float)mu;
        var productNext = product * (float)mu * (float)next;
        state.Remember(Product, product);
        var (mean, square) = Means(state, gradient);
        var denominator = square.div(state.Scalar(Correction(Betas[1], state.Step))).sqrt_().add_(state.Scalar(Eps));
        state.Values.addcdiv_(gradient, denominator, value: state.Scalar(-learningRate * (1 - mu) / (1 - (double)product)));
        state.Values.addcdiv_(mean, denominator, value: state.Scalar(-learningRate * next / (1 - (double)productNext)));
    }

    private double Momentum(long step) => Betas[0] * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));
}
