namespace Experiments.Tests;

/// <summary>
/// Compares files of the repository with the text that the program generates. EXPERIMENTS_UPDATE_GOLDEN=1 rewrites the files.
/// </summary>
internal static class Golden
{
    private static bool Update => Environment.GetEnvironmentVariable("EXPERIMENTS_UPDATE_GOLDEN") == "1";

    /// <summary>Fails if the file does not contain the text.</summary>
    /// <param name="path">Path of the file, relative to the repository.</param>
    public static void Equal(string path, string text)
    {
        var file = Repository.PathOf(path);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{path} is missing. Set EXPERIMENTS_UPDATE_GOLDEN=1 to write it.");
        var held = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.True(held == text,
            $"{path} differs from the program's output. Run the tests with EXPERIMENTS_UPDATE_GOLDEN=1 and review the "
                + $"changes.\n{FirstDifference(held, text)}");
    }

    /// <summary>Returns the lines of a golden file of this project.</summary>
    /// <param name="path">Path of the file, relative to this project.</param>
    /// <param name="now">The lines that are written if golden files are updated.</param>
    public static IReadOnlyList<string> Lines(string path, IEnumerable<string> now)
    {
        var file = Repository.PathOf("tests", "Experiments.Tests", path);
        if (Update)
            File.WriteAllText(file, string.Concat(now.Select(line => line + "\n")));
        return File.ReadAllLines(file);
    }

    /// <summary>
    /// Returns the paths of the files in a folder of golden files, relative to the folder. A test uses these paths to find files that no
    /// test writes any more.
    /// </summary>
    /// <param name="folder">Path of the folder, relative to the repository.</param>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf(folder), path).Replace('\\', '/'));

    private static string FirstDifference(string held, string text)
    {
        var (before, after) = (held.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(before.Length, after.Length)).FirstOrDefault(i => before[i] != after[i],
            Math.Min(before.Length, after.Length));
        return $"line {line + 1} is: {before.ElementAtOrDefault(line)}\nit should be: {after.ElementAtOrDefault(line)}";
    }
}
