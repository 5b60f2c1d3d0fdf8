using MathNet.Numerics;

namespace Experiments.Initialization;

/// <summary>The normal distribution N(mean, std²) truncated at a and b.</summary>
public static class TruncatedNormal
{
    /// <summary>
    /// Draws the same numbers as PyTorch's <c>trunc_normal_</c>. A number u is drawn uniformly between the values of the distribution
    /// function at a and b. The result is the inverse of the distribution function, √2 · erfinv(2u − 1).
    /// </summary>
    public static void Fill(Tensor tensor, double mean, double std, double a, double b, Generator generator)
    {
        var lower = Cumulative((a - mean) / std);
        var upper = Cumulative((b - mean) / std);
        tensor.uniform_((2 * lower) - 1, (2 * upper) - 1, generator: generator);
        tensor.erfinv_();
        tensor.mul_(std * Math.Sqrt(2.0));
        tensor.add_(mean);
        tensor.clamp_(min: a, max: b);
    }

    /// <summary>
    /// Computes the standard deviation of the truncated distribution: with α = (a − mean)/std, β = (b − mean)/std and Z = Φ(β) − Φ(α), its
    /// square is std² · (1 + (αφ(α) − βφ(β))/Z − ((φ(α) − φ(β))/Z)²). Null if the probability between a and b is too small.
    /// </summary>
    public static double? Std(double mean, double std, double a, double b)
    {
        var (alpha, beta) = ((a - mean) / std, (b - mean) / std);
        var mass = Cumulative(beta) - Cumulative(alpha);
        if (mass < 1e-9)
            return null;
        var (densityA, densityB) = (Density(alpha), Density(beta));
        var shift = (densityA - densityB) / mass;
        return std * Math.Sqrt(1 + (((alpha * densityA) - (beta * densityB)) / mass) - (shift * shift));
    }

    /// <summary>Computes the mean of the truncated distribution: mean + std · (φ(α) − φ(β)) / Z.</summary>
    public static double Mean(double mean, double std, double a, double b)
    {
        var (alpha, beta) = ((a - mean) / std, (b - mean) / std);
        return mean + (std * (Density(alpha) - Density(beta)) / (Cumulative(beta) - Cumulative(alpha)));
    }

    private static double Cumulative(double x) => (1 + SpecialFunctions.Erf(x / Math.Sqrt(2.0))) / 2;

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
