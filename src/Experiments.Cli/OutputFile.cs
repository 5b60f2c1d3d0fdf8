using Experiments.Configuration;

namespace Experiments.Cli;

/// <summary>Files that the command line names for writing.</summary>
public static class OutputFile
{
    /// <summary>Writes text; a path that can't be written is one sentence.</summary>
    /// <exception cref="InputException">The path can't be written.</exception>
    public static void Write(string path, string text) => Write(path, target => File.WriteAllText(target, text));

    /// <summary>Lets <paramref name="write"/> fill a temporary neighbour of <paramref name="path"/>, which then takes its place.</summary>
    /// <exception cref="InputException">The path can't be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            var temporary = full + ".partial";
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"'{path}' can't be written: {failure.Message}");
        }
    }
}
