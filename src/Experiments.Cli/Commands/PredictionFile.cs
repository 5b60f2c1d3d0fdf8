namespace Experiments.Cli.Commands;

/// <summary>Writes the file with predictions. An existing file is replaced only if it contains predictions.</summary>
internal static class PredictionFile
{
    /// <summary>Refuses to overwrite the file with the rows, the run's data files, and files in the run's folder.</summary>
    /// <exception cref="InputException">The path is one of these files or is in the run's folder.</exception>
    public static void CheckPlace(string path, string rows, RunFolder run)
    {
        if (IsSame(path, rows))
            throw new InputException($"--out: '{path}' is the file of --data, which would be overwritten. Use another path.");
        if (EnvironmentRecord.DataFiles(run.EnvironmentFile).Any(file => IsSame(path, file.Path)))
            throw new InputException($"--out: '{path}' is a data file of the run, which would be overwritten. Use another path.");
        if (Path.GetFullPath(path).StartsWith(run.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InputException($"--out: '{path}' is in the run's folder, which holds only files of the run. Use another path.");
    }

    /// <summary>Writes predictions. Replaces an existing file only if it has the same header line, as earlier predictions do.</summary>
    /// <exception cref="InputException">The path is another file, or can't be written.</exception>
    public static void Write(string path, string text) => OutputFile.Write(path, target =>
    {
        var header = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        if (File.Exists(target) && new FileInfo(target).Length > 0 && File.ReadLines(target).FirstOrDefault() != header)
            throw new InputException(
                $"--out: '{path}' exists and does not hold earlier predictions (first line '{header}'). Remove the file or use "
                    + $"another path.");
        Serialization.AtomicFile.Write(target, text);
    });

    private static bool IsSame(string path, string other) => string.Equals(
        OutputFile.Resolve(path), OutputFile.Resolve(other),
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
