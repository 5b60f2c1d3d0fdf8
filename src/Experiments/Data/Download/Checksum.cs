using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Experiments.Data.Download;

/// <summary>MD5, the checksum that publishers of data sets give.</summary>
internal static class Checksum
{
    /// <summary>MD5 from the stream's position to its end, in lower-case hexadecimal.</summary>
    [SuppressMessage("Security", "CA5351",
        Justification = "It finds damage; it is what the publishers give, and nothing secret rests on it.")]
    public static string Md5(Stream stream) => Convert.ToHexStringLower(MD5.HashData(stream));

    public static bool Matches(string path, RemoteFile file)
    {
        using var stream = File.OpenRead(path);
        return stream.Length == file.Size && Md5(stream) == file.Md5;
    }
}
