namespace Experiments.Comparison;

/// <summary>What is compared, and how strictly.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The coordinate whose labels are compared with one another.</summary>
    public required string By { get; init; }

    /// <summary>What is compared: <c>SPLIT.METRIC</c> or <c>best.SPLIT.METRIC</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The level of all comparisons of the metric together.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How often the intervals cover the truth.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the resampling.</summary>
    public long Seed { get; init; }
}
