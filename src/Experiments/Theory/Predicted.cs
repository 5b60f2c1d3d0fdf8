namespace Experiments.Theory;

/// <summary>
/// A predicted number with the band in which the number measured on one network falls 99 times in 100: networks of finite width differ
/// from seed to seed, and by how much is part of the theory.
/// </summary>
/// <param name="Value">What the average over infinitely many seeds tends to.</param>
/// <param name="Deviation">The standard deviation from seed to seed, in the unit of <paramref name="Value"/>.</param>
/// <param name="Low">Lower end of the band.</param>
/// <param name="High">Upper end of the band.</param>
public sealed record Predicted(double Value, double Deviation, double Low, double High)
{
    /// <summary>How far theory itself may be off, in the unit of <see cref="Value"/>: unlike the deviation it is the same for every seed.</summary>
    public double Error { get; init; }

    /// <summary>Whether a measured number is in the band.</summary>
    public bool Contains(double measured) => measured >= Low && measured <= High;

    /// <summary>The band for the mean over several independent seeds.</summary>
    /// <param name="seeds">1 or more.</param>
    public Predicted OfSeeds(int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        return Band.Of(Value, Deviation / Math.Sqrt(seeds), isPositive: Low > 0 || (Low == 0 && Value > 0), Error);
    }
}
