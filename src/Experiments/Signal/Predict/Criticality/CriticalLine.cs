using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Finds the line in the plane of (σ_w², σ_b²) on which χ₁ = 1 at the fixed point of the variance. On one side of the line, inputs become
/// similar and gradients vanish; on the other side, inputs drift apart and gradients explode (Schoenholz et al. 2017).
/// </summary>
public static class CriticalLine
{
    /// <summary>
    /// Returns the critical points at one σ_b². χ₁ = 1 at a variance q means σ_w² = 1 / E φ'(z)². With this σ_w², q is a fixed point if
    /// <c>q = E φ² / E φ'² + σ_b²</c>. Each solution q of this equation gives a point of the line; for ReLU with σ_b² above 0 the equation
    /// has no solution.
    /// </summary>
    /// <param name="biasVariance">σ_b², 0 or more.</param>
    /// <returns>The points in ascending order of q*. At σ_b² = 0, a function with φ(0) = 0 has a point at q* = 0 with σ_w² = 1 / φ'(0)², or
    /// 2 / (φ'(0+)² + φ'(0−)²) if the slope jumps at 0. A rectifier is critical at any q if σ_w² = 2 / (1 + slope²); q* of this point is
    /// NaN.
    /// </returns>
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
        // Below q = 1e-6, the computed excess at σ_b² = 0 consists of rounding errors only.
        var roots = Roots.Of(logarithm => Excess(Math.Exp(logarithm)), Math.Log(1e-6), Math.Log(1e6), Math.Log(10) / 8, noise: 1e-11);
        points.AddRange(roots.Select(Math.Exp).Select(q => new CriticalPoint(WeightVariance(q), biasVariance, q)));
        return points;
    }
}
