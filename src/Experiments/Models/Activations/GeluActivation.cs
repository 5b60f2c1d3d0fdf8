using Experiments.Scripts;
using MathNet.Numerics;

namespace Experiments.Models;

/// <summary>
/// φ(z) = z·Φ(z) with the normal distribution function Φ, computed with erf. With <c>approximate: tanh</c>,
/// φ(z) = z·(1 + tanh(√(2/π)·(z + 0.044715·z³))) / 2. Hendrycks and Gimpel, Gaussian Error Linear Units, 2016.
/// </summary>
public sealed record GeluActivation : ActivationOptions
{
    private const double Cubic = 0.044715;

    [Option("approximate", "none: exact, with the normal distribution function; tanh: the approximation of GPT-2.",
        Allowed = ["none", "tanh"])]
    public string Approximate { get; init; } = "none";

    private bool ByTanh => Approximate == "tanh";

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() =>
        GELU(ByTanh ? Modules.GELU.Approximate.tanh : Modules.GELU.Approximate.none, inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => ByTanh ? "nn.GELU(approximate=\"tanh\")" : "nn.GELU()";

    /// <inheritdoc/>
    public override double Value(double z) => z * (ByTanh ? (1 + Math.Tanh(Inner(z))) / 2 : Distribution(z));

    /// <inheritdoc/>
    public override double Derivative(double z)
    {
        if (!ByTanh)
            return Distribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
        var tanh = Math.Tanh(Inner(z));
        return ((1 + tanh) / 2) + (z * (1 - (tanh * tanh)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * Cubic * z * z)) / 2);
    }

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.GELU gelu
            ? this with { Approximate = gelu.approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none" }
            : null;

    private static double Inner(double z) => Math.Sqrt(2 / Math.PI) * (z + (Cubic * z * z * z));

    // Uses erfc, so that the values of the left tail keep their correct digits.
    private static double Distribution(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;
}
