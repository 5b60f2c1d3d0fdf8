using MathNet.Numerics.Random;

namespace Experiments.Statistics;

/// <summary>Random numbers for resampling, from xoshiro256**. The seed is a fixed number, so the same runs always give the same
/// table.</summary>
internal sealed class Resampler(long seed)
{
    private readonly Xoshiro256StarStar _generator = new(unchecked((int)seed), threadSafe: false);

    /// <summary>Draws random elements of <paramref name="values"/> with replacement and writes them to <paramref name="drawn"/>.</summary>
    public void Resample(double[] values, double[] drawn)
    {
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = values[_generator.Next(values.Length)];
    }

    /// <summary>Returns −1 or 1, each with probability ½.</summary>
    public int Sign() => (_generator.Next(2) * 2) - 1;
}
