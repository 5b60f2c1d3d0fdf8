using MathNet.Numerics.Random;

namespace Experiments.Statistics;

/// <summary>
/// Where the resampling methods take their randomness from: a generator of their own with a seed that is said, so that the same
/// runs always give the same table. Its numbers are those of xoshiro256**, unbiased.
/// </summary>
internal sealed class Resampler(long seed)
{
    private readonly Xoshiro256StarStar _generator = new(unchecked((int)seed), threadSafe: false);

    /// <summary>Fills <paramref name="drawn"/> with a sample of its size, drawn with replacement.</summary>
    public void Resample(double[] values, double[] drawn)
    {
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = values[_generator.Next(values.Length)];
    }

    /// <summary>−1 or 1, each half of the time.</summary>
    public int Sign() => (_generator.Next(2) * 2) - 1;
}
