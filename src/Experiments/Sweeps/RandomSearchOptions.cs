namespace Experiments.Sweeps;

/// <summary>A random search: points drawn from the axes instead of all of them.</summary>
public sealed record RandomSearchOptions
{
    [Option("count", "How many different points are drawn; each is run with every seed, and with every value of the axis that is compared.", Required = true, Minimum = 1, Maximum = 1_000_000,
        Chinese = "随机抽取多少个互不相同的点；每个点都用全部种子运行，并与被比较的轴的每个取值组合。")]
    public int Count { get; init; }

    [Option("seed", "Seed of the draws, apart from the runs' seeds. A greater count keeps the points that a smaller one drew.", Minimum = 0,
        Chinese = "抽样的种子，与运行的种子无关。增大 count 时，已抽到的点保持不变。")]
    public long Seed { get; init; }
}
