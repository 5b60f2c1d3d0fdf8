namespace Experiments.Benchmarks.Coverage;

/// <summary>One network of the grid with its numbers.</summary>
internal sealed record NetworkCoverage(int Index, RandomNetwork Network, IReadOnlyList<Number> Numbers, int Seeds)
{
    // On average, one in a hundred networks with perfect bands is below the floor.
    private const double Level = 0.01;

    private double? _floor;

    public int Count => Numbers.Count * Seeds;

    public int Inside => Numbers.Sum(number => number.Inside);

    /// <summary>Number of values without a prediction; they count as outside.</summary>
    public int Unpredicted => Numbers.Sum(number => number.Unpredicted);

    public double Share => Count == 0 ? 1 : Inside / (double)Count;

    /// <summary>With perfect bands, one in a hundred networks like this one has less coverage than this.</summary>
    public double Floor => _floor ??= Count == 0 ? 0 : PerfectBands.Floor(Numbers, Seeds, Level);
}
