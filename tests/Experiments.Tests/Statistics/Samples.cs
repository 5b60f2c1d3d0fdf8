using MathNet.Numerics.Distributions;

namespace Experiments.Tests.Statistics;

/// <summary>Samples for tests: of sizes 1 to 40, with ties, with outliers, with large offsets, and with equal values.</summary>
internal static class Samples
{
    public static IReadOnlyList<double[]> All { get; } =
    [
        [3],
        [1, 2],
        [2, 2, 2],
        [0.91, 0.95, 0.93, 0.97, 0.96, 0.92, 0.94],
        [5, 1, 5, 2, 5, 3, 3, 1],
        [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 7],
        [-3.5, 1000, 0, 0.001, -2, 7],
        Normal(12, 1),
        Normal(17, 2),
        Normal(40, 3),
    ];

    public static double[] Normal(int count, int seed)
    {
        var values = new double[count];
        new Normal(0.3, 1, new MathNet.Numerics.Random.MersenneTwister(seed)).Samples(values);
        return values;
    }
}
