using Experiments.Models;

namespace Experiments.Theory;

/// <summary>
/// The part of a gradient that lies along its signal. With W given z = W h, Wᵀg = h (z · g) / |h|² + W'ᵀg, W' drawn anew: what of g lies along z comes back along h with certainty, the
/// rest by chance. In a network of rectifiers z · g is the same in every layer (Euler), so that a loss that pulls along the logits is felt in all of them. Of n units it is a share of 1/n,
/// and vanishes in a wide network.
/// </summary>
internal static class AlongSteps
{
    /// <summary>Behind a linear layer's transpose: the factor of E g² and what lies along h then.</summary>
    /// <param name="along">What lies along z.</param>
    /// <param name="inputs">The layer's inputs, n.</param>
    /// <param name="orthogonalOutputs">
    /// The outputs N of a layer whose matrix is orthogonal: with N ≤ n its transpose keeps lengths, whatever lies along z; with more, z lies among the n directions that it keeps, and of the
    /// other N − 1 it keeps n − 1. Null for independent weights.
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

    /// <summary>Behind an activation's derivative: the part along h = φ(z) is multiplied by E φ²φ'² / E φ², the rest by E φ'².</summary>
    public static (double Factor, double Along) Activation(double along, ActivationOptions activation, Signal input, double units)
    {
        double Expect(Func<double, double> f) => new MomentTable(f, activation.Kinks, input).At(input.Second.Average());
        double Squared(double x) => x * x;
        var (value, slope) = (Expect(x => Squared(activation.Value(x))), Expect(x => Squared(activation.Derivative(x))));
        var second = input.Second.Average();
        if (value <= 0 || slope <= 0 || second <= 0)
            return (1, 1);
        var factor = Math.Max(0, 1 + ((along - 1) * ((Expect(x => Squared(activation.Value(x) * activation.Derivative(x))) / value / slope) - 1) / units));
        // z · g' = Σ z φ'(z) g: what of z φ'(z) lies along φ(z), and the rest.
        var shared = Expect(x => x * activation.Derivative(x) * activation.Value(x));
        var ofSignal = shared * shared / value;
        var all = Expect(x => Squared(x * activation.Derivative(x)));
        return (factor, factor > 0 ? ((along * ofSignal) + Math.Max(0, all - ofSignal)) / (second * slope) / factor : 1);
    }

    /// <summary>For a part of a sum that is this share of its second moment.</summary>
    public static double OfPart(double along, double share) => (share * along) + 1 - share;
}
