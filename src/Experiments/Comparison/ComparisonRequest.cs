namespace Experiments.Comparison;

public sealed record ComparisonRequest
{
    /// <summary>Coordinate whose labels are compared.</summary>
    public required string By { get; init; }

    /// <summary>Metric to compare: <c>SPLIT.METRIC</c> or <c>best.SPLIT.METRIC</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Significance level of the whole family: all pairs of labels for the metric.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Confidence level of the intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the resampling.</summary>
    public long Seed { get; init; }
}
