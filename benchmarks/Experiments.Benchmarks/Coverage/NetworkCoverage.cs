namespace Experiments.Benchmarks.Coverage;

/// <summary>One network of the grid, with its predicted and measured numbers.</summary>
internal sealed record NetworkCoverage(int Index, RandomNetwork Network, IReadOnlyList<Number> Numbers, int Seeds)
{
    // Probability that a network with perfect bands has less coverage than Floor.
    private const double Level = 0.01;

    private double? _floor;

    public int Count => Numbers.Count * Seeds;

    public int Inside => Numbers.Sum(number => number.Inside);

    /// <summary>Number of values without a prediction. Such a value counts as outside its band.</summary>
    public int Unpredicted => Numbers.Sum(number => number.Unpredicted);

    public double Share => Count == 0 ? 1 : Inside / (double)Count;

    /// <summary>Coverage that, with perfect bands, 99 % of the networks with the same correlations reach.</summary>
    public double Floor => _floor ??= Count == 0 ? 0 : PerfectBands.Floor(Numbers, Seeds, Level);
}
