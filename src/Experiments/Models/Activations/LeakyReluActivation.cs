using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z for z > 0, negative_slope · z otherwise; the derivative at 0 is the slope.</summary>
public sealed record LeakyReluActivation : ActivationOptions
{
    [Option("negative_slope", "Slope for negative inputs.")]
    public double Slope { get; init; } = 0.01;

    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Rectifier;

    /// <inheritdoc/>
    public override double NegativeSlope => Slope;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => LeakyReLU(negative_slope: Slope, inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.LeakyReLU", ("negative_slope", Slope, 0.01));

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? z : Slope * z;

    /// <inheritdoc/>
    public override double Derivative(double z) => z > 0 ? 1 : Slope;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.LeakyReLU leaky ? this with { Slope = leaky.negative_slope } : null;
}
