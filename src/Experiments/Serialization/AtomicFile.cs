namespace Experiments.Serialization;

/// <summary>Writes a whole file so that a reader always sees the old one or the new one and never a part, even after a crash.</summary>
public static class AtomicFile
{
    /// <summary>Ending of a file that is still being written.</summary>
    public const string Suffix = ".tmp";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Lets <paramref name="write"/> fill a temporary file in the same folder, forces it to the disk, and renames it.</summary>
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
