using System.Text;
using System.Text.Json.Nodes;
using Experiments.Configuration;

namespace Experiments.Serialization;

/// <summary>A file of one JSON object a line, to which lines are only ever appended.</summary>
public sealed class JsonLines : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream _stream;

    private JsonLines(FileStream stream) => _stream = stream;

    /// <summary>Bytes written so far: a place to <see cref="Continue"/> from.</summary>
    public long Length => _stream.Length;

    /// <summary>Starts an empty file; one that is there is replaced.</summary>
    public static JsonLines Create(string path) => new(Open(path, FileMode.Create));

    /// <summary>Opens a file to append to it, cut back to <paramref name="length"/> bytes, or to its last whole line where that is null.</summary>
    /// <exception cref="InputException">The file is shorter than that, or no line ends there: lines of it are lost.</exception>
    public static JsonLines Continue(string path, long? length)
    {
        var keep = length ?? LengthOfWholeLines(path);
        if (!EndsLine(path, keep))
            throw new InputException($"'{path}' lacks lines that it had when the checkpoint was written, so that the run can't go on from there. Without --resume it starts anew.");
        var stream = Open(path, FileMode.OpenOrCreate);
        stream.SetLength(keep);
        stream.Seek(0, SeekOrigin.End);
        return new JsonLines(stream);
    }

    /// <summary>The objects of a file; a last line without its line feed was being written and is left out.</summary>
    /// <exception cref="System.Text.Json.JsonException">A whole line is no JSON object.</exception>
    public static IEnumerable<JsonObject> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Utf8);
        var text = reader.ReadToEnd();
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
            yield return JsonNode.Parse(text[start..end])!.AsObject();
    }

    /// <summary>Appends a line and hands it to the operating system, so that it outlives this process.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(JsonNode line) => Append(JsonText.Line(line));

    /// <summary>Appends a line that is JSON already.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(string line)
    {
        // One write a line: a reader beside this process sees it whole or not at all.
        _stream.Write(Utf8.GetBytes(line + "\n"));
    }

    /// <summary>Forces what was appended to the disk.</summary>
    public void Sync() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // Without a buffer: what could not be written is not tried again, and thrown again, when the file is closed.
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
