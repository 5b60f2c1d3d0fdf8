using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Adagrad (Duchi et al., 2011) as <c>torch.optim.Adagrad</c>: g ← g + λθ; s ← s + g², starting at <c>initial_accumulator_value</c>; θ ← θ
/// − η/(1 + (t − 1)κ) · g / (√s + ε).
/// </summary>
public sealed record AdagradOptions : OptimizerOptions
{
    /// <summary>Sets PyTorch's default learning rate for Adagrad; most other rules have another default.</summary>
    public AdagradOptions() => Lr = 1e-2;

    [Option("lr_decay", "Decay κ of the learning rate: update t = 1, 2, … uses η/(1 + (t − 1)κ).", Minimum = 0)]
    public double LrDecay { get; init; }

    [Option("initial_accumulator_value", "Initial value of the sum of squared gradients.", Minimum = 0)]
    public double InitialAccumulatorValue { get; init; }

    [Option("eps", "ε, added to the denominator.", Minimum = 0)]
    public double Eps { get; init; } = 1e-10;

    /// <inheritdoc/>
    public override PyText? PyTorch() => PyTorchCall("Adagrad", Argument("lr_decay", LrDecay, 0),
        Argument("initial_accumulator_value", InitialAccumulatorValue, 0), Argument("eps", Eps, 1e-10));

    /// <inheritdoc/>
    public override void Update(ParameterState state, Tensor gradient, double learningRate)
    {
        gradient = Decayed(state, gradient, learningRate);
        var sum = state.Tensor("sum", InitialAccumulatorValue).addcmul_(gradient, gradient, value: state.Scalar(1));
        state.Values.addcdiv_(gradient, sum.sqrt().add_(state.Scalar(Eps)),
            value: state.Scalar(-(learningRate / (1 + (state.Step - 1) * LrDecay))));
    }
}
