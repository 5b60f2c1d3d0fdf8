using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Experiments.Tests.Data.Download;

/// <summary>Computes the checksum of a catalogue entry for files of a test.</summary>
internal static class Md5Of
{
    [SuppressMessage("Security", "CA5351", Justification = "The catalogue has MD5 checksums.")]
    public static string Bytes(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
