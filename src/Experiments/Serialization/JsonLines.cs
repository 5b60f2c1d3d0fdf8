namespace Experiments.Serialization;

/// <summary>A file with one JSON object per line; lines are only ever appended.</summary>
public sealed class JsonLines : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream _stream;

    private JsonLines(FileStream stream) => _stream = stream;

    /// <summary>Length in bytes; pass it to <see cref="Continue"/> to append from this position.</summary>
    public long Length => _stream.Length;

    /// <summary>Creates an empty file, replacing an existing one.</summary>
    public static JsonLines Create(string path) => new(Open(path, FileMode.Create));

    /// <summary>Opens a file for appending and truncates it to <paramref name="length"/> bytes, or after the last complete line if
    /// null.</summary>
    /// <exception cref="InputException">The file is shorter, or no line ends at that length, so lines were lost.</exception>
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

    /// <summary>Reads the objects of a file; skips a last line without a line feed, because it was still being written.</summary>
    /// <exception cref="System.Text.Json.JsonException">A complete line is not a JSON object.</exception>
    public static IEnumerable<JsonObject> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Utf8);
        var text = reader.ReadToEnd();
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
            yield return JsonNode.Parse(text[start..end])!.AsObject();
    }

    /// <summary>Appends a line and passes it to the operating system, so that it survives a crash of this process.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(JsonNode line) => Append(JsonText.Line(line));

    /// <summary>Appends a line that is already JSON.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(string line)
    {
        // One write per line: a concurrent reader sees the whole line or nothing.
        _stream.Write(Utf8.GetBytes(line + "\n"));
    }

    /// <summary>Flushes appended lines to the disk.</summary>
    public void Sync() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // Unbuffered: a write that failed is not repeated, and does not throw again, when the file is closed.
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
