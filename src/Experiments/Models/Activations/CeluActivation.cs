using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z for z > 0, alpha · (exp(z / alpha) − 1) otherwise: an ELU whose derivative is continuous for any alpha. Barron,
/// Continuously Differentiable Exponential Linear Units, 2017.</summary>
public sealed record CeluActivation : ActivationOptions
{
    [Option("alpha", "The function approaches −alpha for z → −∞.", Minimum = 0, ExclusiveMinimum = true)]
    public double Alpha { get; init; } = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => CELU(alpha: Alpha, inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.CELU", ("alpha", Alpha, 1));

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? z : Alpha * SmallArguments.Expm1(z / Alpha);

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? 1 : Math.Exp(z / Alpha);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.CELU celu ? this with { Alpha = celu.alpha } : null;
}
