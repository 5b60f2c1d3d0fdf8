using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>A signal in the forward pass: the distribution of a unit's value over random weights, for each example and position.</summary>
internal sealed record SignalState
{
    /// <summary>Number of units or channels. The units are independent and have the same distribution.</summary>
    public required int Units { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>E x², [N · positions].</summary>
    public required double[] Second { get; init; }

    /// <summary>The sampled points. For each pair of these points, E x_p x_r is known.</summary>
    public required PointSet Points { get; init; }

    /// <summary>E x_p x_r, for each pair of points.</summary>
    public required double[,] Kernel { get; init; }

    /// <summary>Covariance over seeds of the relative deviations of the second moments from their expected values. Only fluctuations from
    /// earlier layers are included.</summary>
    public required double[,] Noise { get; init; }

    /// <summary>Variance over seeds of the correlation of two points. Only the part from earlier layers is included.</summary>
    public required double[,] Spread { get; init; }

    /// <summary>Like <see cref="Noise"/>, for the centred second moments E (x − mean of x over the batch)². A batch normalisation keeps
    /// these. If the units have a large mean, their fluctuations are much larger than those of E x².</summary>
    public required double[,] CentredNoise { get; init; }

    /// <summary>Response of the fluctuations to the fluctuations at the start of a residual connection.</summary>
    public Response Response { get; init; } = Response.Identity;

    /// <summary>Variance over seeds of the mean over units. Only the part from the units of earlier layers is included; the random weights
    /// of this layer add a second part.</summary>
    public double MeanVariance { get; init; }

    /// <summary>Excess kurtosis of a unit's values. This number is not 0 after batch normalisation, because its divisor depends on the
    /// values, and not 0 after a shortcut that contains an activation.</summary>
    public double ExcessKurtosis { get; init; }

    /// <summary>Skewness of a unit's values over random weights, for example after the addition of a rectified shortcut.</summary>
    public double Skewness { get; init; }

    /// <summary>Relative error of the theory for the second moment.</summary>
    public double ModelError { get; init; } = PredictionBand.Rounding;

    /// <summary>E x, as a function of E x².</summary>
    public Func<double, double> MeanOf { get; init; } = _ => 0;

    /// <summary>Whether the units are random draws from a Gaussian distribution, and the fluctuation of these draws is not yet part of
    /// <see cref="Noise"/>.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Terms of the sampling fluctuation that are not fixed by a normalisation or an orthogonal matrix.</summary>
    public NoiseTerms Terms { get; init; } = NoiseTerms.All;

    /// <summary>Classes of channels with different distributions, as after a shortcut that pads with channels of zeros.</summary>
    public ChannelClasses Classes { get; init; } = ChannelClasses.One;

    /// <summary>If the signal is the direct output of an activation: the activation's input and function. Null elsewhere.</summary>
    public (SignalState Signal, ActivationOptions Function)? Before { get; init; }

    /// <summary>Statistics of the measured signal; null for a computed signal.</summary>
    public SignalStatistics? Source { get; init; }

    /// <summary>
    /// Expected value of Σ λ² for the batch's kernel (centred, with Σ λ = 1), minus Σ λ² for the expected kernel. The difference is
    /// positive because a finite number of units spans a finite number of directions. 0 for a measured signal.
    /// </summary>
    public double Concentration { get; init; }

    /// <summary>Whether the signal has passed a residual connection or is inside a residual connection.</summary>
    public bool IsResidual { get; init; }

    /// <summary>Number of weights per unit, if the signal is the direct output of a linear layer or convolution; null elsewhere.</summary>
    public int? Inputs { get; init; }

    /// <summary>Whether the signal is the direct output of orthogonal weights. The units of such an output are coordinates on a
    /// sphere.</summary>
    public bool IsOrthogonal { get; init; }

    /// <summary>If the signal is the direct output of weights: <see cref="OrthogonalLaw.FreeShare"/> for orthogonal weights, 1 for
    /// independent weights. Null elsewhere.</summary>
    public double? FreeDirections { get; init; }

    /// <summary>Sample of units along an identity shortcut; null if the values of the units are independent normal draws.</summary>
    public UnitSample? Sample { get; init; }

    public int Positions => Height * Width;

    public double AtPoint(int point) => Second[Points.InMap(point)];

    public double MeanAt(int point) => MeanOf(AtPoint(point));

    /// <summary>Returns E x_p² − (E x_p)².</summary>
    public double VarianceAt(int point) => Math.Max(AtPoint(point) - (MeanAt(point) * MeanAt(point)), 0);

    /// <summary>Returns the covariance of x_p and x_r.</summary>
    public double Centered(int p, int r) => p == r ? VarianceAt(p) : Kernel[p, r] - (MeanAt(p) * MeanAt(r));

    public double[,] Correlations()
    {
        var deviations = Enumerable.Range(0, Points.Count).Select(point => Math.Sqrt(VarianceAt(point))).ToArray();
        return SymmetricMatrix.Make(Points.Count, (p, r) =>
            p == r ? 1 : deviations[p] * deviations[r] > 0 ? Math.Clamp(Centered(p, r) / (deviations[p] * deviations[r]), -1, 1) : 0);
    }

    /// <summary>Returns the kernel of points that have the given second moments, and the correlations of this signal's points.</summary>
    /// <param name="second">Second moment of each point.</param>
    /// <param name="points">The points of the kernel.</param>
    /// <param name="from">Index of the corresponding point of this signal, for each point.</param>
    public double[,] Correlated(double[] second, PointSet points, int[] from) => SymmetricMatrix.Make(points.Count, (p, r) =>
    {
        var own = AtPoint(from[p]) * AtPoint(from[r]);
        var product = Math.Sqrt(second[points.InMap(p)] * second[points.InMap(r)]);
        return p == r ? product : own > 0 ? product * Math.Clamp(Kernel[from[p], from[r]] / Math.Sqrt(own), -1, 1) : 0;
    });

    /// <summary>Returns the weighted sum over all pairs of a position in the sampled example a and a position in the sampled example
    /// b.</summary>
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

    /// <summary>Creates a signal from the statistics of a measured signal. A measured signal has no noise.</summary>
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
            CentredNoise = new double[points.Count, points.Count],
            Spread = new double[points.Count, points.Count],
            Source = source,
        };
    }
}
