namespace Experiments.Tests;

/// <summary>Files of the repository that a test keeps equal to what the program writes.
/// EXPERIMENTS_UPDATE_GOLDEN=1 rewrites them.</summary>
internal static class Golden
{
    private static bool Update => Environment.GetEnvironmentVariable("EXPERIMENTS_UPDATE_GOLDEN") == "1";

    /// <summary>Fails where the file does not hold the text.</summary>
    /// <param name="path">The file, from the repository's root.</param>
    public static void Equal(string path, string text)
    {
        var file = Repository.PathOf(path);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{path} is missing; EXPERIMENTS_UPDATE_GOLDEN=1 writes it.");
        var held = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.True(held == text,
            $"{path} is not what the program writes; run the tests with EXPERIMENTS_UPDATE_GOLDEN=1 and look at what "
                + $"changes.\n{FirstDifference(held, text)}");
    }

    /// <summary>The lines of a golden file of this project.</summary>
    /// <param name="path">The file, from this project's folder.</param>
    /// <param name="now">The lines to write when goldens are updated.</param>
    public static IReadOnlyList<string> Lines(string path, IEnumerable<string> now)
    {
        var file = Repository.PathOf("tests", "Experiments.Tests", path);
        if (Update)
            File.WriteAllText(file, string.Concat(now.Select(line => line + "\n")));
        return File.ReadAllLines(file);
    }

    /// <summary>The files below a folder of goldens, relative to it, to find those that nothing writes any more.</summary>
    /// <param name="folder">The folder, from the repository's root.</param>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf(folder), path).Replace('\\', '/'));

    private static string FirstDifference(string held, string text)
    {
        var (before, after) = (held.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(before.Length, after.Length)).FirstOrDefault(i => before[i] != after[i],
            Math.Min(before.Length, after.Length));
        return $"line {line + 1} holds: {before.ElementAtOrDefault(line)}\nit should hold: {after.ElementAtOrDefault(line)}";
    }
}
