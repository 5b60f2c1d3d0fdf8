namespace Experiments.Sweeps;

/// <summary>A random search: the sweep draws points from the axes instead of running all points.</summary>
public sealed record RandomSearchOptions
{
    [Option("count", "Number of different points to draw; each point is run with every seed and with every value of the compared axis.",
        Required = true, Minimum = 1, Maximum = 1_000_000)]
    public int Count { get; init; }

    [Option("seed", "Seed of the draws, independent of the runs' seeds. Increasing count adds points and keeps the points drawn before.",
        Minimum = 0)]
    public long Seed { get; init; }
}
