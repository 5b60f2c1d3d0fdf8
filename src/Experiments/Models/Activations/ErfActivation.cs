using Experiments.Scripts;
using MathNet.Numerics;

namespace Experiments.Models;

/// <summary>φ(z) = erf z = 2/√π ∫₀ᶻ exp(−t²) dt.</summary>
public sealed record ErfActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => new ErfModule();

    /// <inheritdoc/>
    public override PyText? PyTorch() => new(
        "Erf()",
        """
        class Erf(nn.Module):
            def forward(self, x):
                return x.erf()
        """);

    /// <inheritdoc/>
    public override double Value(double z) => SpecialFunctions.Erf(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is ErfModule ? this : null;

    private sealed class ErfModule() : Module<Tensor, Tensor>("Erf")
    {
        public override Tensor forward(Tensor input) => input.erf();
    }
}
