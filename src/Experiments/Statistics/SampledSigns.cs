namespace Experiments.Statistics;

/// <summary>
/// Random signs for sampled permutation tests, one bit each. All pairs of a comparison have the same number of differences and the same
/// seed. The signs are therefore drawn once and used for all pairs.
/// </summary>
internal sealed class SampledSigns
{
    private static SampledSigns? s_last;

    private readonly (int Count, int Samples, long Seed) _key;
    private readonly ulong[] _bits;
    private readonly int _words;

    private SampledSigns(int count, int samples, long seed)
    {
        _key = (count, samples, seed);
        _words = (count + 63) / 64;
        _bits = new ulong[(long)_words * samples];
        var resampler = new Resampler(seed);
        for (long start = 0; start < _bits.LongLength; start += _words)
        {
            for (var i = 0; i < count; i++)
                _bits[start + (i / 64)] |= resampler.Sign() > 0 ? 1UL << (i % 64) : 0;
        }
    }

    /// <summary>Returns the signs. New signs are drawn only if the arguments differ from the arguments of the last call.</summary>
    /// <param name="count">Number of signs per sample.</param>
    public static SampledSigns Of(int count, int samples, long seed)
    {
        var last = Volatile.Read(ref s_last);
        if (last is not null && last._key == (count, samples, seed))
            return last;
        var signs = new SampledSigns(count, samples, seed);
        Volatile.Write(ref s_last, signs);
        return signs;
    }

    /// <summary>Computes the sum of the differences with the signs of one sample.</summary>
    /// <param name="either">Each difference with both signs, negative first: −d₁, d₁, −d₂, d₂ …</param>
    public double Sum(int sample, double[] either)
    {
        double sum = 0;
        var start = (long)sample * _words;
        for (var i = 0; i < _key.Count; i++)
            sum += either[(2 * i) + (int)((_bits[start + (i >> 6)] >> (i & 63)) & 1)];
        return sum;
    }
}
