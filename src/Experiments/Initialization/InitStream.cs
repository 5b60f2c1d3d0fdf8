using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Experiments.Initialization;

/// <summary>Seeds of the generators for initial weights.</summary>
public static class InitStream
{
    /// <summary>
    /// Returns the seed of one layer's stream (<c>init.stream: per_layer</c>): the first four bytes, little-endian, of the SHA-256 of the
    /// UTF-8 text <c>init/{seed}/{layer name}</c>. Four bytes suffice, because PyTorch's CPU generator uses only 32 bits of a seed.
    /// </summary>
    public static long OfLayer(long seed, string layer)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"init/{seed}/{layer}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
