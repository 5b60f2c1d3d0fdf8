namespace Experiments.Cli.Commands;

/// <summary>The file with predictions: earlier predictions are replaced, any other file is refused.</summary>
internal static class PredictionFile
{
    /// <summary>Refuses the file of the rows, the run's data files, and the run's folder.</summary>
    /// <exception cref="InputException">It is one of them.</exception>
    public static void CheckPlace(string path, string rows, RunFolder run)
    {
        if (IsSame(path, rows))
            throw new InputException($"--out: '{path}' is the file of --data, which would be lost.");
        if (EnvironmentRecord.DataFiles(run.EnvironmentFile).Any(file => IsSame(path, file.Path)))
            throw new InputException($"--out: '{path}' is a data file of the run, which would be lost.");
        if (Path.GetFullPath(path).StartsWith(run.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InputException($"--out: '{path}' lies in the run's folder, which keeps what the run has written.");
    }

    /// <summary>Writes predictions; an existing file is replaced if it begins with the same
    /// header line, as earlier predictions do.</summary>
    /// <exception cref="InputException">Another file is there, or the path can't be written.</exception>
    public static void Write(string path, string text) => OutputFile.Write(path, target =>
    {
        var header = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        if (File.Exists(target) && new FileInfo(target).Length > 0 && File.ReadLines(target).FirstOrDefault() != header)
            throw new InputException(
                $"--out: '{path}' is there and holds no earlier predictions, whose first line would be '{header}'; remove it or give "
                    + $"another name.");
        Serialization.AtomicFile.Write(target, text);
    });

    private static bool IsSame(string path, string other) => string.Equals(
        OutputFile.Resolve(path), OutputFile.Resolve(other),
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
