using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = λz for z > 0, λα(exp(z) − 1) otherwise. Klambauer, Unterthiner, Mayr and Hochreiter,
/// Self-Normalizing Neural Networks, 2017.</summary>
public sealed record SeluActivation : ActivationOptions
{
    /// <summary>α, from the condition that mean 0 and variance 1 are a fixed point.</summary>
    public const double Alpha = 1.6732632423543772848;

    /// <summary>λ, from the condition that mean 0 and variance 1 are a fixed point.</summary>
    public const double Scale = 1.0507009873554804934;

    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.SelfNormalizing;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => SELU(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.SELU()";

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? Scale * z : Scale * Alpha * SmallArguments.Expm1(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? Scale : Scale * Alpha * Math.Exp(z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.SELU ? this : null;
}
