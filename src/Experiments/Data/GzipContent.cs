using System.Buffers.Binary;
using System.IO.Compression;

namespace Experiments.Data;

/// <summary>
/// Content of a gzip file in memory. .NET's <see cref="GZipStream"/> reads a truncated file without an error. This stream also checks
/// whether the last four bytes are the content's length (RFC 1952, ISIZE). The check rejects truncated files and files with extra bytes.
/// </summary>
/// <param name="path">Path for error messages.</param>
internal sealed class GzipContent(string path, byte[] stored) : Stream
{
    private readonly GZipStream _inner = new(new MemoryStream(stored, writable: false), CompressionMode.Decompress);
    private uint _length;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="InputException">The file is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _inner.Read(buffer);
            _length = unchecked(_length + (uint)read);
            return read > 0 || buffer.IsEmpty || IsWhole
                ? read
                : throw new InputException(
                    $"{path}: the file is truncated or has extra bytes: its last 4 bytes do not give the length of the content.");
        }
        catch (InvalidDataException)
        {
            throw new InputException($"{path}: the file is corrupted: its gzip data or its checksum is damaged.");
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private bool IsWhole => stored.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(stored.AsSpan(stored.Length - 4)) == _length;
}
