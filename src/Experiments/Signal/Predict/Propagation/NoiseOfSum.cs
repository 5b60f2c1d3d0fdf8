namespace Experiments.Signal.Predict;

/// <summary>Computes the relative fluctuation of a sum whose two parts come from the same signal.</summary>
internal static class NoiseOfSum
{
    /// <summary>Returns the noise of the sum. Noise from before the split is the same in both parts, so the amplitudes of the parts add.
    /// All other noise is independent, so the variances of the parts add.</summary>
    /// <param name="parting">Noise at the split.</param>
    /// <param name="first">The first part: its share of the sum, and its noise.</param>
    public static double Of(double parting, (double Share, double Noise) first, (double Share, double Noise) second)
    {
        double Common(double noise) => Math.Sqrt(Math.Max(0, Math.Min(noise, parting)));
        double Own(double noise) => Math.Max(0, noise - parting);
        var common = (first.Share * Common(first.Noise)) + (second.Share * Common(second.Noise));
        return (common * common) + (first.Share * first.Share * Own(first.Noise)) + (second.Share * second.Share * Own(second.Noise));
    }
}
