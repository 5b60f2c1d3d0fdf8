namespace Experiments.Signal.Predict;

/// <summary>Which Hermite terms of a layer's statistics fluctuate from unit to unit.</summary>
/// <param name="First">The share of the first term, 0 where a normalisation of each example fixes the mean over units.</param>
/// <param name="Second">The share of the second, 0 where such a normalisation or an orthogonal matrix fixes the squared length.</param>
internal readonly record struct NoiseTerms(double First, double Second)
{
    public static NoiseTerms All => new(1, 1);

    /// <summary>Each example is divided by its own length.</summary>
    public static NoiseTerms OfExamples => new(0, 0);

    /// <summary>Each unit is divided by its own deviation over the batch: its points fluctuate, but not all together.</summary>
    public static NoiseTerms OfBatch => new(1, 1) { FixesUnits = true };

    /// <summary>Whether each unit's second moment over the batch is the same for every network.</summary>
    public bool FixesUnits { get; init; }
}
