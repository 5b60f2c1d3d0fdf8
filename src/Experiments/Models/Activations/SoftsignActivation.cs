using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z / (1 + |z|): a sigmoid that saturates polynomially; Glorot and Bengio (2010) compare it with tanh and the logistic
/// function.</summary>
public sealed record SoftsignActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Saturating;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Softsign(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Softsign()";

    /// <inheritdoc/>
    public override double Value(double z) => z / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double Derivative(double z) => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z)));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Softsign ? this : null;
}
