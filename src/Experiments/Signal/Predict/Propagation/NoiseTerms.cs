namespace Experiments.Signal.Predict;

/// <summary>Hermite terms of a layer's statistics that fluctuate between units.</summary>
/// <param name="First">Share of the first term; 0 if a normalisation of each example fixes the mean over units.</param>
/// <param name="Second">Share of the second term; 0 if such a normalisation or an orthogonal matrix fixes the squared length.</param>
internal readonly record struct NoiseTerms(double First, double Second)
{
    public static NoiseTerms All => new(1, 1);

    /// <summary>Terms if each example is divided by its length.</summary>
    public static NoiseTerms OfExamples => new(0, 0);

    /// <summary>Terms if each unit is divided by its standard deviation over the batch. Single points fluctuate, but not their average.
    /// </summary>
    public static NoiseTerms OfBatch => new(1, 1) { FixesUnits = true };

    /// <summary>Whether each unit's second moment over the batch is the same in every network.</summary>
    public bool FixesUnits { get; init; }
}
