using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Experiments.Data;

/// <summary>Seeds for random draws of one step. A seed depends only on stream name, run seed and step, so a resumed run needs no generator
/// state.</summary>
internal static class StepStream
{
    /// <summary>Returns the first eight bytes of the SHA-256 of the ASCII text
    /// <c>STREAM/SEED/STEP</c>, read big-endian, without the sign bit.</summary>
    public static long Seed(string stream, long seed, long step)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{stream}/{seed}/{step}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(text), digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest) & long.MaxValue;
    }
}
