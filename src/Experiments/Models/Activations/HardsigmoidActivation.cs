using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = min(max(z + 3, 0), 6) / 6; the derivative at ±3 is 0.</summary>
public sealed record HardsigmoidActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Saturating;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [-3, 3];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Hardsigmoid(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Hardsigmoid()";

    /// <inheritdoc/>
    public override double Value(double z) => Math.Clamp(z + 3, 0, 6) / 6;

    /// <inheritdoc/>
    public override double Derivative(double z) => z is > -3 and < 3 ? 1.0 / 6 : 0;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Hardsigmoid ? this : null;
}
