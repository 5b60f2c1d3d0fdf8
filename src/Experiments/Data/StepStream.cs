using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Experiments.Data;

/// <summary>Seeds of what is drawn anew at every step: a pure function of the stream's name, the run's seed and the step, so a resumed run needs no generator's state.</summary>
internal static class StepStream
{
    /// <summary>The first eight bytes of SHA-256 of the ASCII text <c>STREAM/SEED/STEP</c>, read big-endian, without the sign bit.</summary>
    public static long Seed(string stream, long seed, long step)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{stream}/{seed}/{step}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(text), digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest) & long.MaxValue;
    }
}
