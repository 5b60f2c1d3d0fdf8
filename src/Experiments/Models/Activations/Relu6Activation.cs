using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = min(max(z, 0), 6); the derivative at 0 and at 6 is 0.</summary>
public sealed record Relu6Activation : ActivationOptions
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0, 6];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => ReLU6(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.ReLU6()";

    /// <inheritdoc/>
    public override double Value(double z) => Math.Clamp(z, 0, 6);

    /// <inheritdoc/>
    public override double Derivative(double z) => z is > 0 and < 6 ? 1 : 0;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.ReLU6 ? this : null;
}
