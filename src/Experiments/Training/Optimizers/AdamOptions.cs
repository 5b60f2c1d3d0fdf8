using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Adam (Kingma &amp; Ba, 2015) as <c>torch.optim.Adam</c>: g ← g + λθ; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − η·m̂ / (√v̂ + ε)
/// with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). With <c>amsgrad</c>, v̂ uses the largest v so far.
/// </summary>
public record AdamOptions : AdaptiveOptions
{
    [Option("amsgrad", "Whether the denominator uses the largest second moment so far (Reddi et al., 2018).")]
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override PyText? PyTorch() =>
        PyTorchCall(this is AdamWOptions ? "AdamW" : "Adam", [.. AdaptiveArguments, Amsgrad ? "amsgrad=True" : ""]);

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        var (mean, square) = Means(state, Decayed(state, gradient, learningRate));
        if (Amsgrad)
        {
            var largest = state.Tensor("max_exp_avg_sq");
            square = largest.copy_(largest.maximum(square));
        }

        var denominator = square.sqrt().div_(state.Scalar(Math.Sqrt(Correction(Betas[1], state.Step)))).add_(state.Scalar(Eps));
        state.Values.addcdiv_(mean, denominator, value: state.Scalar(-(learningRate / Correction(Betas[0], state.Step))));
    }
}
