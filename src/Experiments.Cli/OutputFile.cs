namespace Experiments.Cli;

/// <summary>Writes files that are named on the command line.</summary>
public static class OutputFile
{
    // Devices look like files, and a rename would replace them for the whole machine.
    private static readonly string[] s_noPlainFiles = ["/dev/", "/proc/", "/sys/"];

    /// <exception cref="InputException">The path can't be written.</exception>
    public static void Write(string path, string text) => Write(path, target => AtomicFile.Write(target, text));

    /// <summary>Calls <paramref name="write"/> to replace the file atomically. Follows a link and replaces its target.</summary>
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

    /// <summary>The full path of the file to write: the target of a link, else the path itself.</summary>
    internal static string Resolve(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
