using System.Text;

namespace Experiments.Serialization;

/// <summary>Writes a whole file so that a reader, at any instant and after any crash, sees the old one or the new one and never a part.</summary>
public static class AtomicFile
{
    /// <summary>How the name of a file ends that is still being written.</summary>
    public const string Suffix = ".tmp";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes what <paramref name="write"/> puts into the stream: to a temporary file in the same folder, forced to the disk, then renamed.</summary>
    /// <exception cref="IOException">The disk is full or the folder can't be written; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}{Suffix}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
