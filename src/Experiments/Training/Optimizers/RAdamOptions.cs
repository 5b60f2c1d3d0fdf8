using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Rectified Adam (Liu et al., 2020) as <c>torch.optim.RAdam</c>: g ← g + λθ; m and v as in Adam; ρ∞ = 2/(1 − β₂) − 1; ρₜ = ρ∞ − 2tβ₂ᵗ/(1 −
/// β₂ᵗ). If ρₜ ≤ 5, θ ← θ − η·m̂, otherwise θ ← θ − η·m̂·r·√(1 − β₂ᵗ)/(√v + ε) with r = √((ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)).
/// </summary>
public sealed record RAdamOptions : DecoupledOptions
{
    // If ρₜ is at most this number, the variance of the adaptive learning rate is not defined (the paper uses 4, PyTorch 5).
    private const double LeastLength = 5;

    /// <inheritdoc/>
    public override PyText? PyTorch() => PyTorchCall("RAdam", AdaptiveArguments);

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        var (mean, square) = Means(state, Decayed(state, gradient, learningRate));
        var corrected = mean.div(state.Scalar(Correction(Betas[0], state.Step))).mul_(state.Scalar(learningRate));
        var longest = 2 / (1 - Betas[1]) - 1;
        var length = longest - 2 * state.Step * Math.Pow(Betas[1], state.Step) / Correction(Betas[1], state.Step);
        if (length > LeastLength)
        {
            var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            corrected = corrected * (Math.Sqrt(Correction(Betas[1], state.Step)) / square.sqrt().add_(state.Scalar(Eps))) * rectification;
        }

        state.Values.add_(corrected, alpha: state.Scalar(-1));
    }
}
