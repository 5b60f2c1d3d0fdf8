namespace LibTorchSharp.Tests;

/// <summary>Compares files of the repository with generated text. EXPERIMENTS_UPDATE_GOLDEN=1 rewrites the files.</summary>
internal static class Golden
{
    private static bool Update => Environment.GetEnvironmentVariable("EXPERIMENTS_UPDATE_GOLDEN") == "1";

    /// <summary>Fails if a line is not in the file. Lines of the file that start with # are comments.</summary>
    public static void Contains(string path, IReadOnlyCollection<string> lines)
    {
        var file = Repository.PathOf(path);
        var comments = File.Exists(file) ? File.ReadLines(file).TakeWhile(line => line.StartsWith('#')).ToList() : [];
        if (Update)
            File.WriteAllLines(file, comments.Concat(lines));
        Listing.Empty(lines.Except(File.ReadLines(file)).Select(line => $"{line} (not in {path}; EXPERIMENTS_UPDATE_GOLDEN=1 adds it)"));
    }

    public static void Equal(string path, string text)
    {
        var file = Repository.PathOf(path);
        if (Update)
            File.WriteAllText(file, text);
        Assert.True(File.Exists(file), $"{path} is missing. Run the tests with EXPERIMENTS_UPDATE_GOLDEN=1.");
        var (held, wanted) = (File.ReadAllLines(file), text.TrimEnd('\n').Split('\n'));
        var line = Enumerable.Range(0, Math.Max(held.Length, wanted.Length))
            .FirstOrDefault(i => held.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i), -1);
        Assert.True(line < 0, $"{path} is out of date at line {line + 1}. Run the tests with EXPERIMENTS_UPDATE_GOLDEN=1 and look at what "
            + $"changes.\nit holds:       {held.ElementAtOrDefault(line)}\nit should hold: {wanted.ElementAtOrDefault(line)}");
    }
}
