using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z · min(max(z + 3, 0), 6) / 6; the derivative at 3 is 3/2, at −3 it is −1/2. Howard
/// et al., Searching for MobileNetV3, 2019.</summary>
public sealed record HardswishActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [-3, 3];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Hardswish(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Hardswish()";

    /// <inheritdoc/>
    public override double Value(double z) => z * Math.Clamp(z + 3, 0, 6) / 6;

    /// <inheritdoc/>
    public override double Derivative(double z) => z switch
    {
        < -3 => 0,
        <= 3 => (z / 3) + 0.5,
        _ => 1,
    };

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Hardswish ? this : null;
}
