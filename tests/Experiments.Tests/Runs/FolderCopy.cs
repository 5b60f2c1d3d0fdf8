namespace Experiments.Tests.Runs;

internal static class FolderCopy
{
    /// <summary>Copies a run folder without its lock, as a killed process would leave it.</summary>
    public static void Of(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "run.lock")
                continue;
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
