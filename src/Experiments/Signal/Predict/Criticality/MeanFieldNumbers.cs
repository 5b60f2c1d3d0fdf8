namespace Experiments.Signal.Predict;

/// <summary>The numbers of mean-field theory for one activation, σ_w² and σ_b²: fixed points, depth scales, phase and critical
/// points. A number that does not exist in the case at hand is null.</summary>
public sealed record MeanFieldNumbers
{
    /// <summary>Fixed points are searched up to this variance.</summary>
    public const double MostLength = 1e10;

    // The limit for large variances is computed here.
    private const double Large = 1e100;
    private const double Exact = 1e-9;

    private IReadOnlyList<CriticalPoint>? _criticalPoints;

    private MeanFieldNumbers(MeanField field, double start)
    {
        (Field, Start) = (field, start);
        FixedPoints = field.FixedPoints();
        var limit = field.Limit(start, FixedPoints);
        Outcome = field.KeepsEveryLength ? LengthOutcome.Preserved
            : limit is not { } found ? LengthOutcome.Diverges
            : found.Q == 0 ? LengthOutcome.Vanishes : LengthOutcome.FixedPoint;
        (Q, LengthDepth) = (limit?.Q, limit?.Depth);
        var at = limit?.Q ?? Large;
        (Susceptibility, Phase) = (field.Susceptibility(at), field.PhaseAt(at));
        if (Outcome == LengthOutcome.Diverges)
            Growth = field.NextLength(Large) / Large;
        // At q* = 0 there is no signal, so there is no correlation.
        if (Outcome is not (LengthOutcome.FixedPoint or LengthOutcome.Preserved))
            return;
        Correlation = KeepsEveryCorrelation(field, at) ? null : field.LimitCorrelation(at);
        CorrelationDepth = field.CorrelationDepth(at);
    }

    public MeanField Field { get; }

    /// <summary>Variance of the pre-activations of the first layer.</summary>
    public double Start { get; }

    public LengthOutcome Outcome { get; }

    /// <summary>q*, the variance of the pre-activations in deep layers; null if it grows without bound.</summary>
    public double? Q { get; }

    /// <summary>ξ_q, in layers; NaN if the distance from q* grows, null without a fixed point.</summary>
    public double? LengthDepth { get; }

    /// <summary>χ₁ at q*, or in the limit of large variances if there is no q*.</summary>
    public double Susceptibility { get; }

    public Phase Phase { get; }

    /// <summary>c*, the correlation of two different inputs in deep layers; null if every correlation is preserved (deep linear networks)
    /// or there is no signal.</summary>
    public double? Correlation { get; }

    /// <summary>ξ_c, in layers; infinite on the critical line.</summary>
    public double? CorrelationDepth { get; }

    /// <summary>Six times ξ_c, about the largest depth at which such a network can be trained (Schoenholz et al. 2017).</summary>
    public double? TrainableDepth => 6 * CorrelationDepth;

    /// <summary>Factor per layer on large variances if there is no limit; 1 for a growth without a factor, below 1 if the variance tends to
    /// a fixed point above <see cref="MostLength"/>.</summary>
    public double? Growth { get; }

    /// <summary>All fixed points of the variance, in ascending order.</summary>
    public IReadOnlyList<FixedPoint> FixedPoints { get; }

    /// <summary>The edge of chaos at this σ_b²: each σ_w² with χ₁ = 1 at a fixed point.</summary>
    public IReadOnlyList<CriticalPoint> CriticalPoints => _criticalPoints ??= CriticalLine.At(Field.Activation, Field.BiasVariance);

    /// <summary>Computes the numbers.</summary>
    /// <param name="start">Variance of the pre-activations of the first layer, above 0. It selects the limit if there are several fixed
    /// points.</param>
    public static MeanFieldNumbers Of(MeanField field, double start = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        return new MeanFieldNumbers(field, start);
    }

    private static bool KeepsEveryCorrelation(MeanField field, double q) =>
        new[] { 0.2, 0.5, 0.8 }.All(correlation => Math.Abs(field.NextCorrelation(correlation, q) - correlation) < Exact);
}
