namespace Experiments.Signal.Predict;

/// <summary>Describes how much of the first and second Hermite term of a layer's statistics fluctuates between units.</summary>
/// <param name="First">Share of the first term; 0 if a normalisation of each example fixes the mean over units.</param>
/// <param name="Second">Share of the second term; 0 if a normalisation of each example, or an orthogonal matrix, fixes the squared
/// length.</param>
internal readonly record struct NoiseTerms(double First, double Second)
{
    public static NoiseTerms All => new(1, 1);

    /// <summary>The terms after a normalisation that divides each example by its length.</summary>
    public static NoiseTerms OfExamples => new(0, 0);

    /// <summary>Returns the terms after a normalisation that divides each unit by its standard deviation over the batch. The values at
    /// single points fluctuate, but their average over the batch does not.</summary>
    /// <param name="directions">Value of <see cref="Directions"/>.</param>
    public static NoiseTerms OfBatch(double directions) => new(1, 1) { FixesUnits = true, Directions = directions };

    /// <summary>Whether each unit's second moment over the batch is the same in every network.</summary>
    public bool FixesUnits { get; init; }

    /// <summary>If <see cref="FixesUnits"/>: the increase of <see cref="SignalState.Concentration"/> by the finite number of units, divided
    /// by the increase with independent weights. Orthogonal weights that keep all directions do not increase the
    /// concentration.</summary>
    public double Directions { get; init; }
}
