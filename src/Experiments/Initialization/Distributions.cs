namespace Experiments.Initialization;

internal static class Distributions
{
    // The excess kurtosis of a uniform distribution on an interval centred at 0: 9/5 − 3.
    public const double UniformExcess = -1.2;

    // For N(0, 1) truncated at ±2, with Z = 2Φ(2) − 1: E x² = 1 − 4φ(2)/Z, E x⁴ = 3 E x² − 16φ(2)/Z.
    private const double TruncatedExcess = -0.63446;

    public static double ExcessKurtosis(this Distribution distribution) => distribution switch
    {
        Distribution.Uniform => UniformExcess,
        Distribution.TruncatedNormal => TruncatedExcess,
        _ => 0,
    };
}
