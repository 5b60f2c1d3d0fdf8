namespace Experiments.Sweeps;

/// <summary>A random search: points drawn from the axes instead of all of them.</summary>
public sealed record RandomSearchOptions
{
    [Option("count", "How many different points are drawn; each is run with every seed, and with every value of the axis that is compared.",
        Required = true, Minimum = 1, Maximum = 1_000_000)]
    public int Count { get; init; }

    [Option("seed", "Seed of the draws, apart from the runs' seeds. A greater count keeps the points that a smaller one drew.",
        Minimum = 0)]
    public long Seed { get; init; }
}
