namespace Experiments.Data.Download;

/// <summary>
/// The received part of a file: <c>NAME.part</c>. The file <c>NAME.part.origin</c> beside it contains the address and the ETag of the
/// received bytes (RFC 9110, 8.8.3). Both files remain after the process ends, so that the next process can resume.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Suffix = ".part";

    private readonly string _target;
    private readonly Stream _stream;

    private PartFile(string target, Stream stream)
    {
        (_target, _stream) = (target, stream);
        Found = stream.Length;
        stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Number of bytes received so far.</summary>
    public long Length => _stream.Length;

    /// <summary>Number of bytes from responses before the last response; 0 after <see cref="Clear"/>.</summary>
    public long Found { get; private set; }

    private string Path => _target + Suffix;

    private string OriginPath => Path + ".origin";

    /// <summary>Opens the part file of a file, or creates an empty part file.</summary>
    /// <param name="target">Path of the complete file.</param>
    /// <param name="open">Opens the part file for reading and writing.</param>
    /// <exception cref="InputException">The part file can't be written.</exception>
    public static PartFile Open(string target, Func<string, Stream> open) =>
        Guard(target, () => new PartFile(target, open(target + Suffix)));

    /// <summary>Opens a file exclusively and without a buffer, so that written bytes reach the system immediately.</summary>
    public static Stream OpenAlone(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>Returns the part file's strong ETag; null if it has no strong ETag or its bytes came from another address.</summary>
    public string? EtagFrom(Uri address) =>
        File.Exists(OriginPath) && File.ReadAllLines(OriginPath) is [var origin, var etag] && origin == address.AbsoluteUri
            && etag.StartsWith('"') ? etag : null;

    public void Clear() => Guard(_target, () =>
    {
        Found = 0;
        _stream.SetLength(0);
        File.Delete(OriginPath);
    });

    /// <summary>Empties the part file before the bytes of a new response.</summary>
    public void Begin(Uri address, string? etag)
    {
        Clear();
        Guard(_target, () => File.WriteAllText(OriginPath, $"{address.AbsoluteUri}\n{etag}\n", new UTF8Encoding(false)));
    }

    /// <summary>Continues the part file with the bytes of another response.</summary>
    public void GoOn() => Found = Length;

    /// <exception cref="InputException">The disk is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_target, failure);
        }
    }

    /// <summary>Returns the MD5 of the received bytes, in lower-case hexadecimal.</summary>
    public string Md5() => Guard(_target, () =>
    {
        _stream.Seek(0, SeekOrigin.Begin);
        var digest = Checksum.Md5(_stream);
        _stream.Seek(0, SeekOrigin.End);
        return digest;
    });

    /// <summary>Renames the part file to the complete file, atomically.</summary>
    public void Publish() => Guard(_target, () =>
    {
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(Path, _target);
        File.Delete(OriginPath);
    });

    /// <summary>Closes the part file, and deletes it if it is empty.</summary>
    public void Dispose()
    {
        var isEmpty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        if (!isEmpty)
            return;
        File.Delete(Path);
        File.Delete(OriginPath);
    }

    private static void Guard(string target, Action action) => Guard(target, () =>
    {
        action();
        return 0;
    });

    private static T Guard<T>(string target, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, failure);
        }
    }

    private static InputException Unwritable(string target, Exception failure) =>
        new($"'{target}' can't be written: {failure.Message.TrimEnd('.')}.");
}
