namespace Experiments.Data;

/// <summary>Folders to search for data sets. The order is:
/// <list type="number">
/// <item>The <c>--data</c> option.</item>
/// <item>The variable <c>$EXPERIMENTS_DATA</c>; several folders may be joined as in <c>PATH</c>.</item>
/// <item>The folder <c>data</c> in the current folder.</item>
/// <item>The folder <c>data</c> in the program's folder and in its parent folders. A program built in the repository then finds the data
/// sets of the repository.</item>
/// <item>The user's cache: <c>$XDG_CACHE_HOME/experiments</c>, otherwise <c>~/.cache/experiments</c>; on Windows
/// <c>%LOCALAPPDATA%\experiments</c>.</item>
/// <item>The folder of Debian's data packages, <c>/usr/share/datasets</c> (not on Windows).</item>
/// </list>
/// </summary>
public static class DataRoots
{
    /// <summary>Returns the folders for this process.</summary>
    /// <param name="option">Value of <c>--data</c>; may be null.</param>
    /// <exception cref="InputException">The option is blank, or names no existing folder.</exception>
    public static IReadOnlyList<string> Default(string? option) =>
        Of(option, Environment.GetEnvironmentVariable, Environment.CurrentDirectory, AppContext.BaseDirectory, OperatingSystem.IsWindows());

    /// <summary>
    /// Returns the folder for downloaded data sets, which need not exist. The folder is the first of the following that is defined: the
    /// <c>--data</c> or <c>--root</c> option, the first folder of <c>$EXPERIMENTS_DATA</c>, the user's cache, or <c>data</c> in the current
    /// folder.
    /// </summary>
    /// <exception cref="InputException">The option is blank.</exception>
    public static string ForFetching(string? option) =>
        ForFetching(option, Environment.GetEnvironmentVariable, Environment.CurrentDirectory, OperatingSystem.IsWindows());

    internal static string ForFetching(string? option, Func<string, string?> environment, string currentFolder, bool windows) =>
        option is not null ? Path.GetFullPath(NotBlank("--root", option), currentFolder)
        : FromEnvironment(environment, currentFolder).FirstOrDefault() ?? Cache(environment, windows)
            ?? Path.Combine(currentFolder, "data");

    internal static IReadOnlyList<string> Of(
        string? option, Func<string, string?> environment, string currentFolder, string programFolder, bool windows)
    {
        var roots = new List<string>();
        if (option is not null)
            roots.Add(Given(option, currentFolder));
        roots.AddRange(FromEnvironment(environment, currentFolder));
        roots.Add(Path.Combine(currentFolder, "data"));
        roots.AddRange(DataFoldersAbove(programFolder));
        if (Cache(environment, windows) is { } cache)
            roots.Add(cache);
        if (!windows)
            roots.Add("/usr/share/datasets");
        return roots.Distinct().ToList();
    }

    private static IEnumerable<string> FromEnvironment(Func<string, string?> environment, string currentFolder) =>
        (environment("EXPERIMENTS_DATA") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => Path.GetFullPath(folder, currentFolder));

    private static string Given(string option, string currentFolder)
    {
        var folder = Path.GetFullPath(NotBlank("--data", option), currentFolder);
        return Directory.Exists(folder) ? folder : throw new InputException($"--data: there is no folder '{folder}'.");
    }

    private static string NotBlank(string name, string option) => string.IsNullOrWhiteSpace(option)
        ? throw new InputException($"{name} is empty; give the name of a folder.")
        : option;

    private static IEnumerable<string> DataFoldersAbove(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            var data = Path.Combine(above.FullName, "data");
            // A folder named 'data' is searched only if it contains the two data sets that ship with the program, so that an unrelated
            // '/data' is not searched.
            if (Directory.Exists(Path.Combine(data, "digits")) && Directory.Exists(Path.Combine(data, "ames")))
                yield return data;
        }
    }

    private static string? Cache(Func<string, string?> environment, bool windows)
    {
        if (windows)
            return environment("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, "experiments") : null;
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
            return Path.Combine(cache, "experiments");
        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "experiments") : null;
    }
}
