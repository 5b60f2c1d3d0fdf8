using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>A signal on its way forward: the distribution of a unit's value over random weights, at each example and position.</summary>
internal sealed record SignalState
{
    /// <summary>Units, or channels: independent copies of that distribution.</summary>
    public required int Units { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>E x², [N · positions].</summary>
    public required double[] Second { get; init; }

    /// <summary>Points whose pairs are followed.</summary>
    public required PointSet Points { get; init; }

    /// <summary>E x_p x_r.</summary>
    public required double[,] Kernel { get; init; }

    /// <summary>Covariance over seeds of the second moments' relative fluctuations, as far as the layers before cause them.</summary>
    public required double[,] Noise { get; init; }

    /// <summary>Variance over seeds of the correlation of two points, as far as the layers before cause it.</summary>
    public required double[,] Spread { get; init; }

    /// <summary>Response of the fluctuations here to those where a residual connection split.</summary>
    public Response Response { get; init; } = Response.Identity;

    /// <summary>Variance over seeds of the mean over units, as far as given units cause it; newly drawn units add to it.</summary>
    public double MeanVariance { get; init; }

    /// <summary>Excess kurtosis of a unit's values: batch normalisation divides by a deviation that depends on them, and a
    /// shortcut behind an activation is not normal.</summary>
    public double ExcessKurtosis { get; init; }

    /// <summary>Skewness of a unit's values over random weights: a rectified shortcut leaves some behind an addition.</summary>
    public double Skewness { get; init; }

    /// <summary>Relative error of theory itself for the second moment.</summary>
    public double ModelError { get; init; } = PredictionBand.Rounding;

    /// <summary>E x, as a function of E x².</summary>
    public Func<double, double> MeanOf { get; init; } = _ => 0;

    /// <summary>Whether units are Gaussian draws whose sampling fluctuation is not yet part of <see cref="Noise"/>.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Which terms of that fluctuation are free.</summary>
    public NoiseTerms Terms { get; init; } = NoiseTerms.All;

    /// <summary>Classes of channels that differ in distribution, as behind a shortcut that pads with channels of zeros.</summary>
    public ChannelClasses Classes { get; init; } = ChannelClasses.One;

    /// <summary>For the plain output of an activation, its input and the activation; null elsewhere.</summary>
    public (SignalState Signal, ActivationOptions Function)? Before { get; init; }

    /// <summary>The measured signal itself; null for a computed one.</summary>
    public SignalStatistics? Source { get; init; }

    /// <summary>
    /// How much more Σ λ² of the batch's kernel, centred and of sum 1, is expected to be than that of the expected kernel: few units span
    /// few directions. 0 for a measured signal.
    /// </summary>
    public double Concentration { get; init; }

    /// <summary>Whether the signal has passed a residual connection, or is inside one.</summary>
    public bool IsResidual { get; init; }

    /// <summary>Number of weights of a unit, for the plain output of a linear layer or convolution; null elsewhere.</summary>
    public int? Inputs { get; init; }

    /// <summary>Whether the signal comes straight from orthogonal weights, so that its units are coordinates on a sphere.</summary>
    public bool IsOrthogonal { get; init; }

    /// <summary>Units along an identity shortcut; null where a unit's value is a normal draw of its own.</summary>
    public UnitSample? Sample { get; init; }

    public int Positions => Height * Width;

    public double AtPoint(int point) => Second[Points.InMap(point)];

    public double MeanAt(int point) => MeanOf(AtPoint(point));

    /// <summary>E x_p² − (E x_p)².</summary>
    public double VarianceAt(int point) => Math.Max(AtPoint(point) - (MeanAt(point) * MeanAt(point)), 0);

    /// <summary>The covariance of x_p and x_r.</summary>
    public double Centered(int p, int r) => p == r ? VarianceAt(p) : Kernel[p, r] - (MeanAt(p) * MeanAt(r));

    public double[,] Correlations()
    {
        var deviations = Enumerable.Range(0, Points.Count).Select(point => Math.Sqrt(VarianceAt(point))).ToArray();
        return SymmetricMatrix.Make(Points.Count, (p, r) =>
            p == r ? 1 : deviations[p] * deviations[r] > 0 ? Math.Clamp(Centered(p, r) / (deviations[p] * deviations[r]), -1, 1) : 0);
    }

    /// <summary>Kernel of points with the correlations of this signal's points <paramref name="from"/> and other second moments.</summary>
    public double[,] Correlated(double[] second, PointSet points, int[] from) => SymmetricMatrix.Make(points.Count, (p, r) =>
    {
        var own = AtPoint(from[p]) * AtPoint(from[r]);
        var product = Math.Sqrt(second[points.InMap(p)] * second[points.InMap(r)]);
        return p == r ? product : own > 0 ? product * Math.Clamp(Kernel[from[p], from[r]] / Math.Sqrt(own), -1, 1) : 0;
    });

    /// <summary>A weighted sum over pairs of positions of examples number a and b of the sample.</summary>
    public double OverPositions(double[,] matrix, int a, int b, Func<int, int, double> weight)
    {
        var count = Points.Positions.Count;
        var sum = 0.0;
        for (var t = 0; t < count; t++)
        {
            for (var u = 0; u < count; u++)
                sum += weight(t, u) * matrix[(a * count) + t, (b * count) + u];
        }
        return sum;
    }

    /// <summary>A measured signal, which has no noise.</summary>
    public static SignalState Of(SignalStatistics source)
    {
        var points = PointSet.Spread(source, source.Positions);
        return new SignalState
        {
            Units = source.Channels,
            Height = source.Height,
            Width = source.Width,
            Second = source.SecondMoments,
            Points = points,
            Kernel = SymmetricMatrix.Make(points.Count, PatchProducts.Of(source, points, window: null)),
            Noise = new double[points.Count, points.Count],
            Spread = new double[points.Count, points.Count],
            Source = source,
        };
    }
}
