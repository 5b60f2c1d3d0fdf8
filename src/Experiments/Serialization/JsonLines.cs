namespace Experiments.Serialization;

/// <summary>A file with one JSON object per line. Lines are only appended.</summary>
public sealed class JsonLines : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream _stream;

    private JsonLines(FileStream stream) => _stream = stream;

    /// <summary>Length in bytes. To append later from this position, pass the length to <see cref="Continue"/>.</summary>
    public long Length => _stream.Length;

    /// <summary>Creates an empty file. An existing file is replaced.</summary>
    public static JsonLines Create(string path) => new(Open(path, FileMode.Create));

    /// <summary>Opens a file for appending, and truncates the file to <paramref name="length"/> bytes. If the length is null, truncates the
    /// file after the last complete line.</summary>
    /// <exception cref="InputException">Lines were lost: the file is shorter, or no line ends at this length.</exception>
    public static JsonLines Continue(string path, long? length)
    {
        var keep = length ?? LengthOfWholeLines(path);
        if (!EndsLine(path, keep))
            throw new InputException(
                $"'{path}' lost lines after the checkpoint was written, so the run can't be resumed. Run it without "
                    + $"--resume to start again.");
        var stream = Open(path, FileMode.OpenOrCreate);
        stream.SetLength(keep);
        stream.Seek(0, SeekOrigin.End);
        return new JsonLines(stream);
    }

    /// <summary>Reads the objects of a file. Skips a last line without a line feed, because this line is not complete.</summary>
    /// <exception cref="System.Text.Json.JsonException">A complete line is not a JSON object.</exception>
    public static IEnumerable<JsonObject> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Utf8);
        var text = reader.ReadToEnd();
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
            yield return JsonNode.Parse(text[start..end])!.AsObject();
    }

    /// <summary>Appends a line and passes it to the operating system, so that a crash of this process does not lose the line.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(JsonNode line) => Append(JsonText.Line(line));

    /// <summary>Appends a line that is already JSON.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(string line)
    {
        // Each line is written by one call, so that a concurrent reader sees the whole line or no part of it.
        _stream.Write(Utf8.GetBytes(line + "\n"));
    }

    /// <summary>Flushes appended lines to the disk.</summary>
    public void Sync() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // The file has no buffer, so that closing the file does not repeat a failed write and throw again.
    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static bool EndsLine(string path, long length)
    {
        if (length == 0)
            return true;
        if (!File.Exists(path) || new FileInfo(path).Length < length)
            return false;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = length - 1;
        return stream.ReadByte() == '\n';
    }

    private static long LengthOfWholeLines(string path)
    {
        if (!File.Exists(path))
            return 0;
        return Array.LastIndexOf(File.ReadAllBytes(path), (byte)'\n') + 1L;
    }
}
