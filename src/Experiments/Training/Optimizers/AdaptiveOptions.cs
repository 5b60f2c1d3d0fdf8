using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Base of Adam and its variants: running means of the gradient, m ← β₁m + (1 − β₁)g,
/// and of its square, v ← β₂v + (1 − β₂)g².</summary>
public abstract record AdaptiveOptions : OptimizerOptions, IValidated
{
    [Option("betas", "Decay rates β₁ and β₂ of the means of gradients and of squared gradients.",
        Minimum = 0, Maximum = 1, ExclusiveMaximum = true, MinimumLength = 2, MaximumLength = 2)]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    [Option("eps", "ε, added to the denominator.", Minimum = 0)]
    public double Eps { get; init; } = 1e-8;

    /// <summary>Whether both objects describe the same rule. The lists of betas are compared number by number.</summary>
    public virtual bool Equals(AdaptiveOptions? other) =>
        base.Equals(other) && Eps.Equals(other.Eps) && Betas.SequenceEqual(other.Betas);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Eps, Betas.Count);

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Betas.Count != 2)
            yield return $"betas needs 2 numbers, but has {Betas.Count}";
    }

    /// <summary>Arguments of PyTorch's optimiser; an argument with its default value is empty.</summary>
    private protected IEnumerable<string> AdaptiveArguments =>
    [
        Betas is [0.9, 0.999] ? "" : $"betas=({string.Join(", ", Betas.Select(Py.Number))})",
        Argument("eps", Eps, 1e-8),
    ];

    /// <summary>Updates both means with one gradient; returns (m, v).</summary>
    protected (Tensor Mean, Tensor Square) Means(ParameterState state, Tensor gradient) =>
        (state.Tensor("exp_avg").mul_(state.Scalar(Betas[0])).add_(gradient, alpha: state.Scalar(1 - Betas[0])),
        state.Tensor("exp_avg_sq").mul_(state.Scalar(Betas[1])).addcmul_(gradient, gradient, value: state.Scalar(1 - Betas[1])));

    /// <summary>Returns 1 − βᵗ, the bias correction of a running mean that started at 0.</summary>
    protected static double Correction(double beta, long step) => 1 - Math.Pow(beta, step);
}
