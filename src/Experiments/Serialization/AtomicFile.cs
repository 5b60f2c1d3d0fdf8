using System.Collections.Concurrent;

namespace Experiments.Serialization;

/// <summary>Writes a file atomically: a reader sees the complete old file or the complete new file, even after a crash.</summary>
public static class AtomicFile
{
    /// <summary>Suffix of a file that is still being written.</summary>
    public const string Suffix = ".tmp";

    private const int MostAtOnce = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text in UTF-8.</summary>
    public static void Write(string path, string text, bool isForced = true) =>
        Write(path, stream => stream.Write(Utf8.GetBytes(text)), isForced);

    /// <summary>Lets <paramref name="write"/> fill a temporary file in the same folder, then renames it.</summary>
    /// <param name="isForced">Whether to flush the file to the disk before it is renamed, so that it is not lost in a power cut. If false,
    /// call <see cref="Force"/> before writing another file that relies on this file.</param>
    /// <exception cref="IOException">The disk is full or the folder can't be written; the old file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write, bool isForced = true)
    {
        var temporary = $"{path}.{Environment.ProcessId}{Suffix}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: isForced);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Flushes files that were written with <c>isForced: false</c> to the disk; skips files that don't exist. Many files are
    /// flushed at the same time, so that the file system commits once instead of once for each file.</summary>
    /// <param name="others">Actions that flush files which are still open.</param>
    /// <exception cref="IOException">A file can't be flushed. If several files can't be flushed, the error reports one of these
    /// files.</exception>
    public static void Force(IEnumerable<string> paths, params IReadOnlyList<Action> others)
    {
        Exception? failure = null;
        var left = new ConcurrentQueue<Action>(others.Concat(paths.Where(File.Exists).Select(path => (Action)(() => ForceOne(path)))));
        var threads = Enumerable.Range(0, Math.Min(left.Count, MostAtOnce)).Select(_ => new Thread(() =>
        {
            while (left.TryDequeue(out var force))
            {
                try
                {
                    force();
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, exception, null);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private static void ForceOne(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
