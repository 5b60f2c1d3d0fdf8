namespace Experiments.Signal.Predict;

/// <summary>A gradient in the backward pass. Second moments are divided by the second moment of the measured gradient at the start of the
/// pass.</summary>
internal sealed record Gradient
{
    public required int Units { get; init; }

    /// <summary>E g², [N · positions].</summary>
    public required double[] Second { get; init; }

    public required PointSet Points { get; init; }

    /// <summary>Statistics of the measured gradient; null for a computed gradient.</summary>
    public SignalStatistics? Source { get; init; }

    /// <summary>Correlation over units between the gradients at two points.</summary>
    public required double[,] Correlation { get; init; }

    /// <summary>Covariance over seeds of the relative deviations of the second moments from their expected values, as in
    /// <see cref="SignalState.Noise"/>.</summary>
    public required double[,] Noise { get; init; }

    /// <summary>Variance of <see cref="Correlation"/> over seeds, as in <see cref="SignalState.Spread"/>.</summary>
    public required double[,] Spread { get; init; }

    /// <summary>Relative error of the theory for the second moment, the same for every seed.</summary>
    public double ModelError { get; init; } = PredictionBand.Rounding;

    /// <summary>
    /// For vectors, E (z · g)² / (E z² |g|²), as in <see cref="SignalStatistics.AlongSignal"/>. The gradient of the loss depends on the
    /// logits, and therefore on the weights.
    /// </summary>
    public double Along { get; init; } = 1;

    /// <summary>Second moment of each class of channels, divided by the average over all channels; null if all classes are equal.</summary>
    public double[]? Classes { get; init; }

    /// <summary>E g² of each unit of <see cref="SignalState.Sample"/>, divided by the average over these units; null if all units are
    /// equal.</summary>
    public double[]? Profile { get; init; }

    /// <summary>Correlation with the signal, directly after the backward step of an activation; null elsewhere. A normalisation before the
    /// activation removes the correlated part.</summary>
    public Alignment? Alignment { get; init; }

    /// <summary>Change of the gradient at the input of the previous weights, directly after the backward step of a batch normalisation;
    /// null elsewhere.</summary>
    public BelowWeights? BelowWeights { get; init; }

    /// <summary>Whether the units are random draws from a Gaussian distribution, and the fluctuation of these draws is not yet part of
    /// <see cref="Noise"/>.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Terms of the sampling fluctuation that are not fixed by a normalisation or an orthogonal matrix.</summary>
    public NoiseTerms Terms { get; init; } = NoiseTerms.All;

    public double AtPoint(int point) => Second[Points.InMap(point)];

    /// <summary>Creates a gradient from the measured gradient with respect to a layer's pre-activation.</summary>
    public static Gradient Of(SignalStatistics source, PointSet points)
    {
        var products = PatchProducts.Of(source, points, window: null);
        double Root(int p) => Math.Sqrt(source.SecondMoments[points.InMap(p)]);
        // A constant is added to the values of the sample, so that their average equals the average over the batch.
        var onDiagonal = Enumerable.Range(0, points.Count).Sum(p => points.Weights[p, p]);
        var missing = onDiagonal < 1 ? (source.ChannelMeanSquare - points.Average(products)) / (1 - onDiagonal) : 0;
        return new Gradient
        {
            Units = source.Channels,
            Source = source,
            Second = source.SecondMoments,
            Points = points,
            Along = source.Positions == 1 ? source.AlongSignal : 1,
            Correlation = SymmetricMatrix.Make(points.Count,
                (p, r) => p == r ? 1 : Root(p) * Root(r) > 0 ? Math.Clamp((products(p, r) + missing) / Root(p) / Root(r), -1, 1) : 0),
            Noise = new double[points.Count, points.Count],
            Spread = new double[points.Count, points.Count],
        };
    }

    /// <summary>Predicts the second moment over all examples, positions and units of one network.</summary>
    public Predicted Pooled()
    {
        var absorbed = BackwardSteps.AbsorbSample(this);
        var (variance, mean) = (Points.AverageOfCovariance((p, r) => AtPoint(p) * AtPoint(r) * absorbed.Noise[p, r]),
            Points.Average((p, _) => AtPoint(p)));
        var value = Second.Average();
        var relative = mean > 0 ? Math.Sqrt(variance) / mean : 0;
        return PredictionBand.Of(value, value * relative, isPositive: true, value * ModelError);
    }
}
