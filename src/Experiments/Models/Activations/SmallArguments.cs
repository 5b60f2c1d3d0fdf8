namespace Experiments.Models;

/// <summary>exp(x) − 1 and ln(1 + x), accurate for small x too: .NET's arithmetic as written gives 0 for 1e-17.</summary>
internal static class SmallArguments
{
    // Below it the omitted terms are less than x³/24 of exp(x) − 1 and x³/4 of ln(1 + x): 3e-16 at most, about a unit in the last place.
    private const double Small = 1e-5;

    public static double Expm1(double x) => Math.Abs(x) < Small ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;

    /// <summary>ln(1 + x), x above −1.</summary>
    public static double Log1p(double x) => Math.Abs(x) < Small ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
}
