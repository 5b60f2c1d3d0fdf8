namespace Experiments.Signal.Predict;

/// <summary>A gradient on its way back; second moments are in units of the measured gradient that the backward pass starts from.</summary>
internal sealed record Gradient
{
    public required int Units { get; init; }

    /// <summary>E g², [N · positions].</summary>
    public required double[] Second { get; init; }

    public required PointSet Points { get; init; }

    /// <summary>The measured gradient itself; null for a computed one.</summary>
    public SignalStatistics? Source { get; init; }

    /// <summary>Correlation of g at two points over units.</summary>
    public required double[,] Correlation { get; init; }

    /// <summary>Over seeds, the covariance of the second moments' relative fluctuations, as for <see cref="SignalState.Noise"/>.</summary>
    public required double[,] Noise { get; init; }

    /// <summary>Over seeds, the variance of <see cref="Correlation"/>, as for <see cref="SignalState.Spread"/>.</summary>
    public required double[,] Spread { get; init; }

    /// <summary>Relative error of theory itself for the second moment, the same for every seed.</summary>
    public double ModelError { get; init; } = PredictionBand.Rounding;

    /// <summary>
    /// For vectors, E (z · g)² / (E z² |g|²), as <see cref="SignalStatistics.AlongSignal"/>: the loss's gradient depends on the
    /// logits, and so on the weights that made them.
    /// </summary>
    public double Along { get; init; } = 1;

    /// <summary>Second moment of each class of channels, in units of the average over all; null if all are alike.</summary>
    public double[]? Classes { get; init; }

    /// <summary>E g² of each unit of <see cref="SignalState.Sample"/>, in units of their average; null if all are alike.</summary>
    public double[]? Profile { get; init; }

    /// <summary>Alignment with the signal right behind an activation's backward step; a normalisation
    /// before it removes that part. Null elsewhere.</summary>
    public Alignment? Alignment { get; init; }

    /// <summary>What is otherwise below the weights, straight behind whose output a batch normalisation stands; null elsewhere.</summary>
    public BelowWeights? BelowWeights { get; init; }

    /// <summary>Whether units are Gaussian draws whose sampling fluctuation is not yet part of <see cref="Noise"/>.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Which terms of that fluctuation are free.</summary>
    public NoiseTerms Terms { get; init; } = NoiseTerms.All;

    public double AtPoint(int point) => Second[Points.InMap(point)];

    /// <summary>A measured gradient with respect to a layer's pre-activation.</summary>
    public static Gradient Of(SignalStatistics source, PointSet points)
    {
        var products = PatchProducts.Of(source, points, window: null);
        double Root(int p) => Math.Sqrt(source.SecondMoments[points.InMap(p)]);
        // The sample is shifted so that its average is the batch's own.
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

    /// <summary>Second moment that one network shows, pooled over examples, positions and units.</summary>
    public Predicted Pooled()
    {
        var absorbed = BackwardSteps.AbsorbSample(this);
        var (variance, mean) = (Points.Average((p, r) => AtPoint(p) * AtPoint(r) * absorbed.Noise[p, r]),
            Points.Average((p, _) => AtPoint(p)));
        var value = Second.Average();
        var relative = mean > 0 ? Math.Sqrt(Math.Max(variance, 0)) / mean : 0;
        return PredictionBand.Of(value, value * relative, isPositive: true, value * ModelError);
    }
}
