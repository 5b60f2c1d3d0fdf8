using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z for z > 0, a · z otherwise, with one learned slope a per layer. Value and derivative use the initial slope, a =
/// init.</summary>
public sealed record PReluActivation : ActivationOptions
{
    [Option("init", "Initial slope.")]
    public double Init { get; init; } = 0.25;

    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Rectifier;

    /// <inheritdoc/>
    public override double NegativeSlope => Init;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => PReLU(num_parameters: 1, init: Init);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.PReLU", ("init", Init, 0.25));

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? z : Init * z;

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? 1 : Init;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.PReLU prelu ? this with { Init = prelu.init } : null;
}
