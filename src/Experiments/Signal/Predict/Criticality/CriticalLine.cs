using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// The line in the plane of (σ_w², σ_b²) on which χ₁ = 1 at the fixed point: on one side inputs become alike and gradients vanish, on the
/// other they drift apart and gradients explode. Schoenholz et al. 2017.
/// </summary>
public static class CriticalLine
{
    /// <summary>
    /// The critical points at one σ_b². χ₁ = 1 at a length q means σ_w² = 1 / E φ'(z)², and q is then a fixed point where
    /// <c>q = E φ² / E φ'² + σ_b²</c>; each such q is a point of the line. None where there is no such q: ReLU with σ_b² above 0.
    /// </summary>
    /// <param name="biasVariance">σ_b², 0 or more.</param>
    /// <returns>Points by rising q*. At σ_b² = 0 a function with φ(0) = 0 has one at q* = 0, with σ_w² = 1 / φ'(0)², or 2 / (φ'(0+)² +
    /// φ'(0−)²) where its slope jumps; a rectifier has σ_w² = 2 / (1 + slope²) at any q, with q* = NaN.</returns>
    public static IReadOnlyList<CriticalPoint> At(ActivationOptions activation, double biasVariance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(biasVariance);
        var moments = new ActivationMoments(activation);
        double WeightVariance(double q) => 1 / moments.SlopeSecondMoment(q);
        double Excess(double q) => (q - (moments.SecondMoment(q) * WeightVariance(q)) - biasVariance) / q;

        var hasScale = new[] { 1e-3, 1.0, 1e3 }.Any(q => Math.Abs(q - (moments.SecondMoment(q) * WeightVariance(q))) > 1e-9 * q);
        if (!hasScale)
            return biasVariance == 0 ? [new CriticalPoint(WeightVariance(1), 0, double.NaN)] : [];
        var points = new List<CriticalPoint>();
        if (biasVariance == 0 && activation.Value(0) == 0 && moments.SlopeSecondMoment(0) > 0)
            points.Add(new CriticalPoint(WeightVariance(0), 0, 0));
        // Below 1e-6 what is left of the excess at σ_b² = 0 is rounding.
        var roots = Roots.Of(logarithm => Excess(Math.Exp(logarithm)), Math.Log(1e-6), Math.Log(1e6), Math.Log(10) / 8, noise: 1e-11);
        points.AddRange(roots.Select(Math.Exp).Select(q => new CriticalPoint(WeightVariance(q), biasVariance, q)));
        return points;
    }
}
