using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Experiments.Initialization;

/// <summary>The seeds of the generators that weights are drawn from.</summary>
public static class InitStream
{
    /// <summary>
    /// The seed of one layer's own stream (<c>init.stream: per_layer</c>): the first four bytes,
    /// little-endian, of the SHA-256 of the UTF-8 text
    /// <c>init/{seed}/{layer name}</c>. Four, because PyTorch's CPU generator uses no more than 32 bits of a seed.
    /// </summary>
    public static long OfLayer(long seed, string layer)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"init/{seed}/{layer}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
