namespace Experiments.Signal.Predict;

/// <summary>A predicted number, with the band that holds the measured number of 99 in 100 networks, which differ by seed.</summary>
/// <param name="Value">Limit of the average over many seeds.</param>
/// <param name="Deviation">The standard deviation from seed to seed, in the unit of <paramref name="Value"/>.</param>
public sealed record Predicted(double Value, double Deviation, double Low, double High)
{
    /// <summary>Error of theory itself, in the unit of <see cref="Value"/>; unlike the deviation it is the same for every seed.</summary>
    public double Error { get; init; }

    public bool Contains(double measured) => measured >= Low && measured <= High;

    /// <summary>The band for the mean over several independent seeds.</summary>
    /// <param name="seeds">1 or more.</param>
    public Predicted OfSeeds(int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        return PredictionBand.Of(Value, Deviation / Math.Sqrt(seeds), isPositive: Low > 0 || (Low == 0 && Value > 0), Error);
    }
}
