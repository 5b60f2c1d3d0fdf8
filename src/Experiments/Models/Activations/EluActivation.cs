using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z for z > 0, alpha · (exp(z) − 1) otherwise; the derivative at 0 is alpha.</summary>
public sealed record EluActivation : ActivationOptions
{
    [Option("alpha", "The function approaches −alpha for z → −∞.")]
    public double Alpha { get; init; } = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => ELU(alpha: Alpha, inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.ELU", ("alpha", Alpha, 1));

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? z : Alpha * SmallArguments.Expm1(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? 1 : Alpha * Math.Exp(z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.ELU elu ? this with { Alpha = elu.alpha } : null;
}
