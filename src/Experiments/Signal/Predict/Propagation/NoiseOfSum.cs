namespace Experiments.Signal.Predict;

/// <summary>The relative fluctuation of a sum whose two parts stem from one signal.</summary>
internal static class NoiseOfSum
{
    /// <summary>Noise from before the two parts split moves both in step and adds linearly; the rest adds in squares.</summary>
    /// <param name="parting">Noise at the split.</param>
    /// <param name="first">Share of the sum, and noise, of the first part.</param>
    public static double Of(double parting, (double Share, double Noise) first, (double Share, double Noise) second)
    {
        double Common(double noise) => Math.Sqrt(Math.Max(0, Math.Min(noise, parting)));
        double Own(double noise) => Math.Max(0, noise - parting);
        var common = (first.Share * Common(first.Noise)) + (second.Share * Common(second.Noise));
        return (common * common) + (first.Share * first.Share * Own(first.Noise)) + (second.Share * second.Share * Own(second.Noise));
    }
}
