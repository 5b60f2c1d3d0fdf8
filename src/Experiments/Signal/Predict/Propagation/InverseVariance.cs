using MathNet.Numerics.LinearAlgebra;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes the mean and the variance of 1/s² over channels, where s² is a channel's variance over the batch: s² = Σ λ_i χ²_i. The λ_i are
/// the eigenvalues of the centred kernel, with sum 1, and the χ²_i are independent with one degree of freedom. Then <c>E 1/s² = ∫ Π (1 + 2
/// t λ_i)^(−1/2) dt</c> and <c>E 1/s⁴ = ∫ t Π (1 + 2 t λ_i)^(−1/2) dt</c>, with t from 0 to ∞. A sample has fewer directions than the
/// batch, so its λ are too large. Each λ is reduced by the same amount until Σ λ² equals the value of the batch, and the removed amount is
/// distributed over many directions (a factor e^(−t · rest)). With few units, the batch has fewer directions than the expected kernel. In
/// this case the large λ are increased and the small λ are reduced.
/// </summary>
internal static class InverseVariance
{
    // Limits of the integral in ln t. The integrand decays as a power of t for small and for large t.
    private const double From = -14;
    private const double To = 26;
    private const int Steps = 400;

    /// <summary>
    /// Computes E 1/s² and the relative variance of 1/s² for a normalised signal; NaN if the signal is not finite. After the division the
    /// kernel has the eigenvalues E λ_i χ²_i / s² instead of λ_i, so Σ λ² changes too.
    /// </summary>
    /// <param name="inputs">
    /// Number n of weights per unit, if the signal is the direct output of a weighted layer. A unit with a large weight vector w has a
    /// large s². The gradient is multiplied by |w|² / s². The mean of this factor is (1/n) Σ_i E[χ²_i / s²], summed over n directions. s²
    /// depends only on the directions that the batch spans.
    /// </param>
    public static (double Mean, double Spread, double Concentration) Of(SignalState normalised, int? inputs = null)
    {
        var count = normalised.Points.Count;
        var kernel = Matrix<double>.Build.Dense(count, count, normalised.Centered);
        // For an overflowed signal the eigenvalue decomposition would not converge.
        if (!kernel.ForAll(double.IsFinite))
            return (double.NaN, double.NaN, double.NaN);
        var eigenvalues = kernel.Evd(Symmetricity.Symmetric).EigenValues.Select(value => Math.Max(value.Real, 0)).ToArray();
        var sum = eigenvalues.Sum();
        if (sum <= 0)
            return (1, 0, 0);
        var shares = eigenvalues.Select(value => value / sum).ToArray();
        var target = NormSteps.SpreadOfVariances(normalised) / 2;
        if (shares.Sum(share => share * share) < target)
            return Whole(Steepened([.. shares.OrderDescending().Take(inputs ?? shares.Length)], target), 0, inputs);
        var excess = Excess(shares, target);
        var kept = shares.Select(share => Math.Max(0, share - excess)).Where(share => share > 0).ToArray();
        return Whole(kept, 1 - kept.Sum(), inputs);
    }

    /// <summary>
    /// Returns the centred kernel of a signal whose channels are divided by their own standard deviations: each eigenvalue λ_i becomes
    /// E λ_i χ²_i / s². A direction with a large λ_i has a large share of s², so the division makes the eigenvalues more equal. Null if the
    /// signal is not finite or is the same for all examples.
    /// </summary>
    public static Matrix<double>? Equalised(SignalState divided)
    {
        var kernel = Matrix<double>.Build.Dense(divided.Points.Count, divided.Points.Count, divided.Centered);
        if (!kernel.ForAll(double.IsFinite))
            return null;
        var decomposition = kernel.Evd(Symmetricity.Symmetric);
        var eigenvalues = decomposition.EigenValues.Select(value => Math.Max(value.Real, 0)).ToArray();
        var sum = eigenvalues.Sum();
        if (sum <= 0)
            return null;
        // Shares in the batch: some of the variance of the sample belongs to directions that are outside the sample.
        var shares = eigenvalues.Select(value => value / sum).ToArray();
        var target = NormSteps.SpreadOfVariances(divided) / 2;
        var excess = shares.Sum(share => share * share) > target ? Excess(shares, target) : 0;
        var kept = shares.Select(share => Math.Max(0, share - excess)).ToArray();
        var rest = 1 - kept.Sum();
        var (behind, mean) = (Normalised(kept, rest), Of(kept, rest).Mean);
        var scaled = behind.Zip(shares.Zip(kept, (share, own) => share - own), (own, outside) => own + (mean * outside)).ToArray();
        var vectors = decomposition.EigenVectors;
        return vectors * Matrix<double>.Build.DiagonalOfDiagonalArray([.. scaled.Select(value => value * sum / scaled.Sum())])
            * vectors.Transpose();
    }

    private static (double Mean, double Spread, double Concentration) Whole(double[] shares, double rest, int? inputs)
    {
        var (mean, spread) = Of(shares, rest);
        var behind = Normalised(shares, rest);
        var concentration = behind.Sum(share => share * share);
        if (inputs is not { } all || mean <= 1)
            return (mean, spread, concentration);
        var ofSpanned = shares.Zip(behind, (before, after) => before > 0 ? after / before : mean).OrderBy(value => value)
            .Take(all).ToList();
        var together = (ofSpanned.Sum() + ((all - ofSpanned.Count) * mean)) / all;
        // If the weights span no more directions than the batch, |w|² / s² is the same for all units.
        return (together, spread * Math.Pow(Math.Clamp((together - 1) / (mean - 1), 0, 1), 2), concentration);
    }

    // Multiplies the shares (largest first) by e^(t u), with u from 1 for the largest share to −1 for the smallest share. The number t is
    // chosen so that the squares of the results sum to the target.
    private static double[] Steepened(double[] shares, double target)
    {
        var sorted = shares;
        var (low, high) = (0.0, 40.0);
        double[] At(double t)
        {
            var all = sorted.Select((share, index) => share * Math.Exp(-2 * t * index / sorted.Length)).ToArray();
            var sum = all.Sum();
            return [.. all.Select(share => share / sum)];
        }
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (At(middle).Sum(share => share * share) < target)
                low = middle;
            else
                high = middle;
        }
        return At(high);
    }

    /// <summary>Computes E λ_i χ²_i / s² = λ_i ∫ Π_j (1 + 2 t λ_j)^(−1/2) / (1 + 2 t λ_i) dt.</summary>
    public static double[] Normalised(double[] eigenvalues, double rest = 0)
    {
        var result = new double[eigenvalues.Length];
        var step = (To - From) / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            var t = Math.Exp(From + (i * step));
            var product = step * t * Math.Exp(-(t * rest) - (0.5 * eigenvalues.Sum(value => Math.Log(1 + (2 * t * value)))));
            for (var j = 0; j < result.Length; j++)
                result[j] += eigenvalues[j] * product / (1 + (2 * t * eigenvalues[j]));
        }
        return result;
    }

    // Returns the amount to subtract from each share, so that the squares of the shares sum to the target.
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

    /// <summary>Computes E 1/s² and the relative variance of 1/s² from eigenvalues and a rest that is distributed over many more
    /// directions. The eigenvalues and the rest sum to 1.</summary>
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
