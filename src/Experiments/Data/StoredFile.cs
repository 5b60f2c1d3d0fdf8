using System.Security.Cryptography;

namespace Experiments.Data;

/// <summary>A file on the disk, compressed or not: the stored bytes, their digest, and the decompressed content.</summary>
/// <param name="Bytes">Stored bytes, before any decompression.</param>
public sealed record StoredFile(string Path, byte[] Bytes)
{
    /// <summary>SHA-256 of the stored bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Whether the bytes begin like a gzip file (RFC 1952). The file's name does not matter.</summary>
    public bool IsGzip => Bytes is [0x1F, 0x8B, ..];

    public DataFile Record => new(Path, Sha256);

    /// <exception cref="InputException">The file can't be read, is empty, or has 2 GiB or more.</exception>
    public static StoredFile Read(string path)
    {
        try
        {
            using var stream = Open(path);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new StoredFile(path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>Computes the digest of a file without loading its whole content.</summary>
    /// <exception cref="InputException">The file can't be read, is empty, or has 2 GiB or more.</exception>
    public static DataFile Digest(string path)
    {
        try
        {
            using var stream = Open(path);
            return new DataFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>Opens the content; decompresses a gzip file. Reading a damaged file throws <see cref="InputException"/>.</summary>
    public Stream Open() => IsGzip ? new GzipContent(Path, Bytes) : new MemoryStream(Bytes, writable: false);

    private static FileStream Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        if (stream.CanSeek && stream.Length is > 0 and < int.MaxValue)
            return stream;
        var what = !stream.CanSeek ? "is not a plain file" : stream.Length == 0 ? "is empty" : "has 2 GiB or more, which is not supported";
        stream.Dispose();
        throw new InputException($"{path}: the file {what}.");
    }

    private static InputException Unreadable(string path, Exception exception) =>
        new($"{path}: the file can't be read: {exception.Message}");
}
