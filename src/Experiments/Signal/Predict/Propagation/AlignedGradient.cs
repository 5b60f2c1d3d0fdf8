using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes, layer by layer, the part of a gradient that is parallel to the signal. For z = W h, Wᵀg = h (z · g) / |h|² + W'ᵀg, where W' is
/// an independent random matrix. The part of g parallel to z therefore becomes a part parallel to h, and the remaining part is random. With
/// rectifiers z · g is the same in every layer (Euler), so a loss gradient parallel to the logits affects every layer. The parallel part is
/// 1/n of the gradient for n units and vanishes in a wide network.
/// </summary>
internal static class AlignedGradient
{
    /// <summary>Computes the backward pass through a linear layer. Returns the factor on E g² and the new value of
    /// <see cref="Gradient.Along"/>.
    /// </summary>
    /// <param name="along"><see cref="Gradient.Along"/> with respect to z.</param>
    /// <param name="inputs">Number of inputs, n.</param>
    /// <param name="orthogonalOutputs">
    /// Number of outputs N of a layer with an orthogonal matrix; null for independent weights. With N ≤ n the transpose preserves all
    /// lengths. With N > n the transpose preserves n directions: z, and n − 1 of the N − 1 directions orthogonal to z.
    /// </param>
    public static (double Factor, double Along) Linear(double along, double inputs, double? orthogonalOutputs = null)
    {
        var factor = orthogonalOutputs switch
        {
            null => Math.Max(0, 1 + ((along - 1) / inputs)),
            { } outputs when outputs <= inputs => 1,
            { } outputs => Math.Max(0, (along + ((outputs - along) * (inputs - 1) / (outputs - 1))) / inputs),
        };
        return (factor, factor > 0 ? along / factor : 1);
    }

    /// <summary>Computes the backward pass through an activation. The part parallel to h = φ(z) is multiplied by E φ²φ'² / E φ², and the
    /// remaining part by E φ'².</summary>
    public static (double Factor, double Along) Activation(double along, ActivationOptions activation, SignalState input, double units)
    {
        double Expect(Func<double, double> f) => new MomentTable(f, activation.Kinks, input).At(input.Second.Average());
        double Squared(double x) => x * x;
        var (value, slope) = (Expect(x => Squared(activation.Value(x))), Expect(x => Squared(activation.Derivative(x))));
        var second = input.Second.Average();
        if (value <= 0 || slope <= 0 || second <= 0)
            return (1, 1);
        var factor = Math.Max(0,
            1 + ((along - 1) * ((Expect(x => Squared(activation.Value(x) * activation.Derivative(x))) / value / slope) - 1) / units));
        // In z · g' = Σ z φ'(z) g, the factor z φ'(z) is split into a part parallel to φ(z) and a remainder.
        var shared = Expect(x => x * activation.Derivative(x) * activation.Value(x));
        var ofSignal = shared * shared / value;
        var all = Expect(x => Squared(x * activation.Derivative(x)));
        return (factor, factor > 0 ? ((along * ofSignal) + Math.Max(0, all - ofSignal)) / (second * slope) / factor : 1);
    }

    /// <summary>Returns the value of <see cref="Gradient.Along"/> for one part of a sum. <paramref name="share"/> is this part's share of
    /// the sum's second moment.</summary>
    public static double OfPart(double along, double share) => (share * along) + 1 - share;
}
