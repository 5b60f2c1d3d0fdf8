using Experiments.Data;
using Experiments.Models;
using MathNet.Numerics.Distributions;

namespace Experiments.Signal.Predict;

/// <summary>
/// Values of a sample of units along an identity shortcut. Along such a shortcut, the value of a unit in one block depends on its value in
/// the previous block. The slope of the unit's activation therefore depends on the previous slope. The sample represents an example of
/// average length. Each branch adds the quantiles of a normal distribution in random order, so the added values have exactly a normal
/// distribution. The random order depends only on the number of the block.
/// </summary>
internal sealed class UnitSample(Func<double[]> values, int block)
{
    /// <summary>Number of units in a sample.</summary>
    public const int Count = 8192;

    private static readonly double[] s_quantiles =
        [.. Enumerable.Range(0, Count).Select(index => Normal.InvCDF(0, 1, (index + 0.5) / Count))];

    private readonly Lazy<double[]> _values = new(values);

    /// <summary>Values of the units, computed on first use.</summary>
    public IReadOnlyList<double> Values => _values.Value;

    /// <summary>Returns a sample of a signal's units: the sample of the signal if there is one, otherwise normally distributed
    /// values.</summary>
    public static UnitSample Of(SignalState signal)
    {
        if (signal.Sample is { } sample)
            return sample;
        var second = signal.Second.Average();
        var mean = signal.MeanOf(second);
        return new UnitSample(() => Shuffled(0, mean, second - (mean * mean)), 0);
    }

    /// <summary>Returns the same units after an activation.</summary>
    public UnitSample Through(ActivationOptions activation) => new(() => [.. Values.Select(activation.Value)], block);

    /// <summary>Returns the same units after a residual branch has added an independent normal value to each unit.</summary>
    public UnitSample Plus(double mean, double variance)
    {
        var next = block + 1;
        return new(() => [.. Values.Zip(Shuffled(next, mean, variance), (value, added) => value + added)], next);
    }

    private static double[] Shuffled(int block, double mean, double variance)
    {
        var values = s_quantiles.ToArray();
        Shuffle(values, block);
        var deviation = Math.Sqrt(Math.Max(variance, 0));
        for (var index = 0; index < values.Length; index++)
            values[index] = mean + (deviation * values[index]);
        return values;
    }

    // Hashes the block's number to a seed. Sequences of System.Random with consecutive seeds are linearly dependent, so the orders of three
    // consecutive blocks would depend on each other.
    private static void Shuffle(double[] values, int block)
    {
        var key = SplitMix64.Mix((ulong)block);
        for (var left = values.Length; left > 1; left--)
        {
            var other = (int)(SplitMix64.Mix(key + (ulong)left) % (ulong)left);
            (values[left - 1], values[other]) = (values[other], values[left - 1]);
        }
    }
}
