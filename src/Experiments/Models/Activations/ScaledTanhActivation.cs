using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>
/// φ(z) = amplitude · tanh(slope · z), with the amplitude 1.7159 and the slope 2/3. Then φ(±1) = ±1, and E φ(z)² = 0.75 for z ~ N(0, 1). Y.
/// LeCun, L. Bottou, G. Orr and K.-R. Müller, Efficient BackProp, 1998, section 4.4.
/// </summary>
public sealed record ScaledTanhActivation : ActivationOptions
{
    [Option("amplitude", "Largest value.", Minimum = 0, ExclusiveMinimum = true)]
    public double Amplitude { get; init; } = 1.7159;

    [Option("slope", "Factor on the input.", Minimum = 0, ExclusiveMinimum = true)]
    public double Slope { get; init; } = 2.0 / 3;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => new ScaledTanh(Amplitude, Slope);

    /// <inheritdoc/>
    public override PyText? PyTorch() => new(
        Py.Call("ScaledTanh", [Py.Number(Amplitude), Py.Number(Slope)]),
        """
        class ScaledTanh(nn.Module):
            def __init__(self, amplitude, slope):
                super().__init__()
                self.amplitude, self.slope = amplitude, slope

            def forward(self, x):
                return (x * self.slope).tanh() * self.amplitude
        """);

    /// <inheritdoc/>
    public override double Value(double z) => Amplitude * Math.Tanh(Slope * z);

    /// <inheritdoc/>
    public override double Derivative(double z)
    {
        var tanh = Math.Tanh(Slope * z);
        return Amplitude * Slope * (1 - (tanh * tanh));
    }

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is ScaledTanh tanh ? this with { Amplitude = tanh.Amplitude, Slope = tanh.Slope } : null;

    private sealed class ScaledTanh(double amplitude, double slope) : Module<Tensor, Tensor>("ScaledTanh")
    {
        public double Amplitude => amplitude;

        public double Slope => slope;

        public override Tensor forward(Tensor input) => input.mul(slope).tanh().mul(amplitude);
    }
}
