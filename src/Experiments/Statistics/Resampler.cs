using MathNet.Numerics.Random;

namespace Experiments.Statistics;

/// <summary>
/// Where the resampling methods take their randomness from: a generator of their own with a seed that is said, so that the same
/// runs always give the same table. Its numbers are those of xoshiro256**, unbiased.
/// </summary>
internal sealed class Resampler(long seed)
{
    private readonly Xoshiro256StarStar _generator = new(unchecked((int)seed), threadSafe: false);

    /// <summary>A sample of the same size, drawn with replacement.</summary>
    public double[] Resample(IReadOnlyList<double> values)
    {
        var drawn = new double[values.Count];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = values[_generator.Next(values.Count)];
        return drawn;
    }

    /// <summary>−1 or 1, each half of the time.</summary>
    public int Sign() => (_generator.Next(2) * 2) - 1;
}
