namespace Experiments.Data.Download;

/// <summary>A file on servers, with its expected size and checksum.</summary>
/// <param name="Name">Name on the servers and on the disk.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Md5">
/// MD5 in lower-case hexadecimal, from the publishers and torchvision. The checksum detects damaged and wrong files, but not forged files.
/// A server with TLS also protects against forged files.
/// </param>
/// <param name="Mirrors">Addresses, in the order in which they are requested.</param>
public sealed record RemoteFile(string Name, long Size, string Md5, IReadOnlyList<Uri> Mirrors);
