using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Experiments.Data.Download;

/// <summary>MD5, the checksum that publishers of data sets use.</summary>
internal static class Checksum
{
    /// <summary>Returns the MD5 from the stream's position to its end, in lower-case hexadecimal.</summary>
    [SuppressMessage("Security", "CA5351",
        Justification = "Publishers give only MD5. It detects damage and is not used for security.")]
    public static string Md5(Stream stream) => Convert.ToHexStringLower(MD5.HashData(stream));

    public static bool Matches(string path, RemoteFile file)
    {
        using var stream = File.OpenRead(path);
        return stream.Length == file.Size && Md5(stream) == file.Md5;
    }
}
