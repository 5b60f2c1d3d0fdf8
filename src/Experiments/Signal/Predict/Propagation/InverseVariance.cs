using MathNet.Numerics.LinearAlgebra;

namespace Experiments.Signal.Predict;

/// <summary>
/// Division by a channel's variance over the batch, on average. The variance is s² = Σ λ_i χ²_i, λ the eigenvalues of the centred kernel,
/// of sum 1, χ²_i independent with one degree of freedom: <c>E 1/s² = ∫ Π (1 + 2 t λ_i)^(−1/2) dt</c>, <c>E 1/s⁴ = ∫ t Π (1 + 2 t
/// λ_i)^(−1/2) dt</c>, t from 0 to ∞. A sample has fewer directions than the batch, so its λ are too large: each is reduced by the same
/// amount until Σ λ² is the batch's, and the rest counts as spread over many directions, a factor e^(−t · rest).
/// </summary>
internal static class InverseVariance
{
    // In ln t: the integrand falls off as a power of t on either side.
    private const double From = -14;
    private const double To = 26;
    private const int Steps = 400;

    /// <summary>E 1/s² and the relative variance of 1/s² for a normalised signal; NaN where the signal is not finite.</summary>
    public static (double Mean, double Spread) Of(SignalState normalised)
    {
        var count = normalised.Points.Count;
        var kernel = Matrix<double>.Build.Dense(count, count, normalised.Centered);
        // A signal that has overflowed has no eigenvalues, and the decomposition would not converge.
        if (!kernel.ForAll(double.IsFinite))
            return (double.NaN, double.NaN);
        var eigenvalues = kernel.Evd(Symmetricity.Symmetric).EigenValues.Select(value => Math.Max(value.Real, 0)).ToArray();
        var sum = eigenvalues.Sum();
        if (sum <= 0)
            return (1, 0);
        var shares = eigenvalues.Select(value => value / sum).ToArray();
        var excess = Excess(shares, NormSteps.SpreadOfVariances(normalised) / 2);
        var kept = shares.Select(share => Math.Max(0, share - excess)).Where(share => share > 0).ToArray();
        return Of(kept, 1 - kept.Sum());
    }

    // The amount to take from each share so that their squares sum to the target.
    private static double Excess(double[] shares, double target)
    {
        var (low, high) = (0.0, shares.Max());
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (shares.Sum(share => Math.Pow(Math.Max(0, share - middle), 2)) > target)
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The same from eigenvalues and a rest that is spread over many more directions; they sum to 1.</summary>
    public static (double Mean, double Spread) Of(double[] eigenvalues, double rest = 0)
    {
        var (first, second) = (0.0, 0.0);
        var step = (To - From) / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            var t = Math.Exp(From + (i * step));
            var product = Math.Exp(-(t * rest) - (0.5 * eigenvalues.Sum(value => Math.Log(1 + (2 * t * value)))));
            first += step * t * product;
            second += step * t * t * product;
        }
        return (first, Math.Max(0, (second / (first * first)) - 1));
    }
}
