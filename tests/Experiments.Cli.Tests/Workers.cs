namespace Experiments.Cli.Tests;

/// <summary>Finds the worker processes of a sweep in /proc.</summary>
internal static class Workers
{
    /// <summary>Ids of the running workers.</summary>
    public static List<int> Of(string sweep) => [.. Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id != 0 && CommandLineOf(id) is var words && words.Contains("worker") && words.Contains(sweep))];

    /// <summary>Kills a process unless it has already ended.</summary>
    public static void Kill(int process)
    {
        try
        {
            using var victim = Process.GetProcessById(process);
            victim.Kill();
        }
        catch (ArgumentException)
        {
        }
    }

    private static string[] CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
