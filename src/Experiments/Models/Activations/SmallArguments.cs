namespace Experiments.Models;

/// <summary>Computes exp(x) − 1 and ln(1 + x) accurately for small x; the direct formulas give 0 for x = 1e-17.</summary>
internal static class SmallArguments
{
    // Below this limit, the relative size of the omitted terms is at most x³/24 for exp(x) − 1 and x³/4 for ln(1 + x). Both bounds are at
    // most 3e-16, about one unit in the last place.
    private const double Small = 1e-5;

    public static double Expm1(double x) => Math.Abs(x) < Small ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;

    /// <summary>Computes ln(1 + x) for x > −1.</summary>
    public static double Log1p(double x) => Math.Abs(x) < Small ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
}
