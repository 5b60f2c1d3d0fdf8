using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Experiments.Data;

/// <summary>Seeds of draws made anew at every step, from stream name, run seed and step alone, so that
/// a resumed run needs no generator state.</summary>
internal static class StepStream
{
    /// <summary>The first eight bytes of SHA-256 of the ASCII text
    /// <c>STREAM/SEED/STEP</c>, read big-endian, without the sign bit.</summary>
    public static long Seed(string stream, long seed, long step)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{stream}/{seed}/{step}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(text), digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest) & long.MaxValue;
    }
}
