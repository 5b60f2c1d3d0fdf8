namespace LibTorchSharp.Tests;

/// <summary>Reads the names exported by a 64-bit little-endian ELF library.</summary>
internal static class ElfExports
{
    private const int DynamicSymbols = 11;

    [StructLayout(LayoutKind.Sequential)]
    private struct Section
    {
        public uint Name, Type;
        public ulong Flags, Address, Offset, Size;
        public uint Link, Info;
        public ulong Alignment, EntrySize;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Symbol
    {
        public uint Name;
        public byte Info, Other;
        public ushort Section;
        public ulong Value, Size;
    }

    public static IReadOnlyList<string> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var (offset, count) = (BitConverter.ToInt32(file, 40), BitConverter.ToUInt16(file, 60));
        var sections = MemoryMarshal.Cast<byte, Section>(file.AsSpan(offset))[..count];
        foreach (var section in sections)
        {
            if (section.Type != DynamicSymbols)
                continue;
            var names = (int)sections[(int)section.Link].Offset;
            var symbols = MemoryMarshal.Cast<byte, Symbol>(file.AsSpan((int)section.Offset, (int)section.Size));
            return [.. Exported(symbols).Select(name => ReadName(file, names + name)).Order(StringComparer.Ordinal)];
        }
        return [];
    }

    private static List<int> Exported(ReadOnlySpan<Symbol> symbols)
    {
        var names = new List<int>();
        foreach (var symbol in symbols)
        {
            // Section 0 means an import, and binding 0 means a local symbol. Both are skipped.
            if (symbol.Section != 0 && symbol.Info >> 4 != 0)
                names.Add((int)symbol.Name);
        }
        return names;
    }

    private static string ReadName(byte[] file, int start) =>
        Encoding.ASCII.GetString(file, start, Array.IndexOf(file, (byte)0, start) - start);
}
