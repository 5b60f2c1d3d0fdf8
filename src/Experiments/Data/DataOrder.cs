namespace Experiments.Data;

/// <summary>
/// Order of the training examples as a pure function of (seed, epoch): <c>torch.randperm(n)</c> from a separate CPU generator. Other random
/// draws of the run don't affect the order, and a resumed run needs no saved state.
/// </summary>
public static class DataOrder
{
    /// <summary>A constant that makes this random stream different from other streams with the same seed: the ASCII letters <c>dataorde</c>
    /// as a big-endian number.</summary>
    private const ulong Stream = 0x64617461_6F726465;

    /// <summary>Returns the order of epoch <paramref name="epoch"/> (from 0): a permutation of 0…n−1, int64, on the CPU. The caller
    /// disposes of the tensor.</summary>
    public static Tensor Epoch(long n, long seed, int epoch) => Permutation(n, GeneratorSeed(seed, epoch));

    /// <summary>
    /// Seed of the generator: <c>mix(mix(seed ⊕ 0x646174616F726465) + epoch)</c> without its sign bit, where <c>mix</c> is
    /// <see cref="SplitMix64"/>'s step. In Python:
    /// <code>
    /// M = 2**64 - 1
    /// def mix(x):
    ///     x = (x + 0x9E3779B97F4A7C15) &amp; M
    ///     x = ((x ^ (x &gt;&gt; 30)) * 0xBF58476D1CE4E5B9) &amp; M
    ///     x = ((x ^ (x &gt;&gt; 27)) * 0x94D049BB133111EB) &amp; M
    ///     return x ^ (x &gt;&gt; 31)
    /// generator.manual_seed(mix((mix(seed ^ 0x646174616F726465) + epoch) &amp; M) &gt;&gt; 1)
    /// </code>
    /// </summary>
    public static long GeneratorSeed(long seed, int epoch)
    {
        var stream = SplitMix64.Mix(unchecked((ulong)seed) ^ Stream);
        return (long)(SplitMix64.Mix(unchecked(stream + (ulong)epoch)) >> 1);
    }

    /// <summary><c>torch.randperm(n, generator=torch.Generator().manual_seed(seed))</c>.</summary>
    internal static Tensor Permutation(long n, long seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return randperm(n, dtype: ScalarType.Int64, device: CPU, generator: generator);
    }
}
