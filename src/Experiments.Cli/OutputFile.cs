namespace Experiments.Cli;

/// <summary>Writes files that are named on the command line.</summary>
public static class OutputFile
{
    // Folders in which the program refuses to write: a device looks like a file, and a rename would replace the device for the whole
    // machine.
    private static readonly string[] s_noPlainFiles = ["/dev/", "/proc/", "/sys/"];

    /// <exception cref="InputException">The path can't be written.</exception>
    public static void Write(string path, string text) => Write(path, target => AtomicFile.Write(target, text));

    /// <summary>Replaces the file atomically by the text from <paramref name="write"/>. For a
    /// link, the target of the link is replaced.</summary>
    /// <exception cref="InputException">The path can't be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        try
        {
            var target = Resolve(path);
            if (Directory.Exists(target))
                throw new InputException($"'{path}' can't be written: it is a folder.");
            if (s_noPlainFiles.Any(prefix => target.StartsWith(prefix, StringComparison.Ordinal)))
                throw new InputException($"'{path}' can't be written: it is not a regular file.");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            write(target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"'{path}' can't be written: {failure.Message}");
        }
    }

    /// <summary>Returns the full path of the file that is written: for a link its target, otherwise the path.</summary>
    internal static string Resolve(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
