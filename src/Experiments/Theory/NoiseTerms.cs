namespace Experiments.Theory;

/// <summary>Which Hermite terms of a layer's statistics fluctuate from unit to unit.</summary>
/// <param name="First">The share of the first term, 0 where a normalisation fixes the mean.</param>
/// <param name="Second">The share of the second, 0 where a normalisation or an orthogonal matrix fixes the squared length.</param>
internal readonly record struct NoiseTerms(double First, double Second)
{
    public static NoiseTerms All => new(1, 1);

    public static NoiseTerms Normalised => new(0, 0);

    public double ShareOf(int k) => k switch { 1 => First, 2 => Second, _ => 1 };
}
