namespace Experiments.Data.Download;

/// <summary>A file on servers, and what it has to be once it is here.</summary>
/// <param name="Name">Its name, on the servers and on the disk.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Md5">
/// MD5 of its bytes in lower-case hexadecimal, the checksum that the publishers and torchvision give. It finds damage and mix-ups; it is no proof against
/// somebody who forges a file on purpose, against whom TLS stands where a mirror has it.
/// </param>
/// <param name="Mirrors">Where it is served, in the order in which they are asked.</param>
public sealed record RemoteFile(string Name, long Size, string Md5, IReadOnlyList<Uri> Mirrors);
