namespace Experiments.Data;

/// <summary>Finds files in the roots of a <see cref="DataContext"/>.</summary>
internal static class DataFinder
{
    /// <summary>Searches for a file in the current folder, then in each root.</summary>
    /// <returns>The full path of the first existing file; null if no file exists.</returns>
    public static string? Find(string path, IReadOnlyList<string> roots) =>
        path.Contains('\0', StringComparison.Ordinal)
            ? throw new InputException("The path of a data file contains a NUL character. Remove it.")
            : Find(roots.Prepend(Environment.CurrentDirectory).Select(root => Path.Combine(root, path)));

    /// <summary>Returns the full path of the first file that exists; null if no file exists.</summary>
    public static string? Find(IEnumerable<string> paths) =>
        paths.FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;

    public static string InWords(IReadOnlyList<string> roots) => roots.Count == 0 ? "no folder" : string.Join(", ", roots);
}
