using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Experiments.Data;

namespace Experiments.Benchmarks.Coverage;

/// <summary>
/// Generates random numbers from a hash of the given parts. For the parts 1 and 2, the key is the first 8 bytes of the SHA-256 of the text
/// "1/2". The n-th random number is SplitMix64 of the key plus n. The generator of <see cref="Random"/> is linear in its seed, so the
/// networks of successive seeds would form a lattice.
/// </summary>
internal sealed class HashedRandom : Random
{
    private ulong _next;

    private HashedRandom(ulong key) => _next = key;

    public static HashedRandom Of(params ReadOnlySpan<int> parts)
    {
        var text = string.Join('/', parts.ToArray().Select(part => part.ToString(CultureInfo.InvariantCulture)));
        return new HashedRandom(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text))));
    }

    public override double NextDouble() => (SplitMix64.Mix(_next++) >> 11) * Math.Pow(2, -53);

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue) => Next(0, maxValue);

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)(NextDouble() * ((long)maxValue - minValue)));
    }

    protected override double Sample() => NextDouble();
}
