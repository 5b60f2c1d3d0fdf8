using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Experiments.Tests.Data.Download;

/// <summary>The checksum of a catalogue's entry, for files that a test makes.</summary>
internal static class Md5Of
{
    [SuppressMessage("Security", "CA5351", Justification = "It is what the catalogue holds.")]
    public static string Bytes(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
