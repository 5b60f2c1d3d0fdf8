namespace Experiments.Theory;

/// <summary>What weights with heavier tails than normal ones, sparse ones for example, add to the fluctuations of second moments.</summary>
internal static class HeavyTails
{
    /// <summary>
    /// For inputs x at two points, E x_p² x_r² / (E x_p² E x_r²) over units: with Var(w²) = (2 + excess) Var(w)², Σ_j w_j² x_j² makes the second moments of z fluctuate by excess / fan_in times that.
    /// It is the kurtosis for one point, and taken to fall to 1 with the square of the correlation.
    /// </summary>
    public static double Likeness(Signal input, int p, int r)
    {
        var product = input.AtPoint(p) * input.AtPoint(r);
        if (product <= 0)
            return 0;
        var kurtosis = Math.Sqrt(Kurtosis(input, p) * Kurtosis(input, r));
        return 1 + ((kurtosis - 1) * Math.Min(1, input.Kernel[p, r] * input.Kernel[p, r] / product));
    }

    private static double Kurtosis(Signal input, int p)
    {
        var moments = RawMoments.At(input, p);
        return moments.Second > 0 ? Math.Max(1, moments.Fourth / (moments.Second * moments.Second)) : 1;
    }
}
