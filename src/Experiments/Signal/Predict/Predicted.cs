namespace Experiments.Signal.Predict;

/// <summary>A predicted number with a band. For 99 % of the seeds, the measured number is in the band.</summary>
/// <param name="Value">Expected average over many seeds.</param>
/// <param name="Deviation">Standard deviation over seeds, in the unit of <paramref name="Value"/>.</param>
public sealed record Predicted(double Value, double Deviation, double Low, double High)
{
    /// <summary>Error of the theory, in the unit of <see cref="Value"/>. This error is the same for every seed, unlike the
    /// deviation.</summary>
    public double Error { get; init; }

    public bool Contains(double measured) => measured >= Low && measured <= High;

    /// <summary>Returns the prediction for the mean over several independent seeds.</summary>
    /// <param name="seeds">Number of seeds, 1 or more.</param>
    public Predicted OfSeeds(int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        return PredictionBand.Of(Value, Deviation / Math.Sqrt(seeds), isPositive: Low > 0 || (Low == 0 && Value > 0), Error);
    }
}
