using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = max(0, z); the derivative at 0 is 0.</summary>
public sealed record ReluActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Rectifier;

    /// <inheritdoc/>
    public override double NegativeSlope => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => ReLU(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.ReLU()";

    /// <inheritdoc/>
    public override double Value(double z) => Math.Max(0, z);

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.ReLU ? this : null;
}
