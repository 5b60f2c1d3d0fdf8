using System.Formats.Tar;

namespace Experiments.Tests.Data.Download;

/// <summary>Small tar archives, including malicious archives.</summary>
internal static class Tar
{
    public static TarEntry File(string name, byte[] bytes) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };

    public static TarEntry Folder(string name) => new PaxTarEntry(TarEntryType.Directory, name);

    public static byte[] Of(params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }

        return stream.ToArray();
    }

    /// <summary>Corrects the checksum of the first header: the sum of its bytes, with the checksum field as blanks (POSIX ustar).</summary>
    public static void Seal(byte[] tar)
    {
        Encoding.ASCII.GetBytes("        ").CopyTo(tar, 148);
        Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
    }
}
