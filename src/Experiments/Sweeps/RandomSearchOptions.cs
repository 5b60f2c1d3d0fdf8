namespace Experiments.Sweeps;

/// <summary>A random search, which draws points from the axes instead of running all of them.</summary>
public sealed record RandomSearchOptions
{
    [Option("count", "Number of different points to draw; each is run with every seed and with every value of the compared axis.",
        Required = true, Minimum = 1, Maximum = 1_000_000)]
    public int Count { get; init; }

    [Option("seed", "Seed of the draws, independent of the runs' seeds. A larger count keeps the points of a smaller one.",
        Minimum = 0)]
    public long Seed { get; init; }
}
