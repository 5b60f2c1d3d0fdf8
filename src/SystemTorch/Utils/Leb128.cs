namespace TorchSharp.Utils;

/// <summary>Unsigned LEB128 numbers: seven bits a byte, lowest first, the top bit set on all but the last.</summary>
internal static class Leb128
{
    internal static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value > 0x7f; value >>= 7) writer.Write((byte)(value & 0x7f | 0x80));
        writer.Write((byte)value);
    }

    internal static long Decode(this BinaryReader reader)
    {
        long result = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = reader.ReadByte();
            result += (long)(next & 0x7f) << shift;
            if ((next & 0x80) == 0) return result;
        }
    }
}
