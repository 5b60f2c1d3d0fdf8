using MathNet.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>φ(z) = z·Φ(z) with the normal distribution function Φ, computed by erf (PyTorch's <c>approximate="none"</c>).</summary>
public sealed record GeluActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => GELU();

    /// <inheritdoc/>
    public override double Value(double z) => z * Distribution(z);

    /// <inheritdoc/>
    public override double Derivative(double z) =>
        Distribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.GELU { approximate: Modules.GELU.Approximate.none } ? this : null;

    // By erfc, so that the left tail keeps its digits.
    private static double Distribution(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;
}
