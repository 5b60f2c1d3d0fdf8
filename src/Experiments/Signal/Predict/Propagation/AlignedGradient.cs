using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Follows the part of a gradient that is parallel to its signal. For z = W h, Wᵀg = h (z · g) / |h|² + W'ᵀg, where W' is an independent
/// draw. So the part of g along z is passed on along h, and the rest is random. With rectifiers z · g is the same in every layer (Euler),
/// so a loss gradient along the logits affects every layer. This part is 1/n of the gradient for n units and vanishes in a wide network.
/// </summary>
internal static class AlignedGradient
{
    /// <summary>Passes the transpose of a linear layer. Returns the factor on E g² and the new value of <see cref="Gradient.Along"/>.
    /// </summary>
    /// <param name="along"><see cref="Gradient.Along"/> with respect to z.</param>
    /// <param name="inputs">Number of inputs, n.</param>
    /// <param name="orthogonalOutputs">
    /// Number of outputs N of a layer with an orthogonal matrix; null for independent weights. With N ≤ n the transpose preserves all
    /// lengths. With N > n it preserves n directions: z, and n − 1 of the other N − 1.
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

    /// <summary>Passes the derivative of an activation. The part along h = φ(z) is multiplied by E φ²φ'² / E φ², the rest by E
    /// φ'².</summary>
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
        // In z · g' = Σ z φ'(z) g, the factor z φ'(z) is split into a part along φ(z) and the rest.
        var shared = Expect(x => x * activation.Derivative(x) * activation.Value(x));
        var ofSignal = shared * shared / value;
        var all = Expect(x => Squared(x * activation.Derivative(x)));
        return (factor, factor > 0 ? ((along * ofSignal) + Math.Max(0, all - ofSignal)) / (second * slope) / factor : 1);
    }

    /// <summary>Returns the value for one part of a sum, with this share of the sum's second moment.</summary>
    public static double OfPart(double along, double share) => (share * along) + 1 - share;
}
