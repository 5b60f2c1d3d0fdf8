namespace Experiments.Theory;

/// <summary>The relative fluctuation of a sum whose two parts stem from one signal.</summary>
internal static class NoiseOfSum
{
    /// <summary>What both have from before they parted moves them in step and adds up linearly; the rest adds up in squares.</summary>
    /// <param name="parting">The noise where they parted.</param>
    /// <param name="first">Share of the sum, and noise, of the one.</param>
    /// <param name="second">The same of the other.</param>
    public static double Of(double parting, (double Share, double Noise) first, (double Share, double Noise) second)
    {
        double Common(double noise) => Math.Sqrt(Math.Max(0, Math.Min(noise, parting)));
        double Own(double noise) => Math.Max(0, noise - parting);
        var common = (first.Share * Common(first.Noise)) + (second.Share * Common(second.Noise));
        return (common * common) + (first.Share * first.Share * Own(first.Noise)) + (second.Share * second.Share * Own(second.Noise));
    }
}
