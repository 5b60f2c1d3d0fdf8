namespace Experiments.Data.Download;

/// <summary>A file on servers, with its expected size and checksum.</summary>
/// <param name="Name">Name on the servers and on the disk.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Md5">
/// MD5 in lower-case hexadecimal, as the publishers and torchvision give it. It detects damage and mix-ups, but not deliberate forgery,
/// against which TLS helps if a mirror has it.
/// </param>
/// <param name="Mirrors">Addresses, in the order in which they are asked.</param>
public sealed record RemoteFile(string Name, long Size, string Md5, IReadOnlyList<Uri> Mirrors);
