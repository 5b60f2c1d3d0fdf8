using Experiments.Configuration;

namespace Experiments.Data;

/// <summary>Finds files in the roots of a <see cref="DataContext"/>.</summary>
internal static class DataFinder
{
    /// <summary>A file by its path: as it stands (relative to the current folder), then in each root.</summary>
    /// <returns>The full path of the first that exists, or null.</returns>
    public static string? Find(string path, IReadOnlyList<string> roots) =>
        path.Contains('\0', StringComparison.Ordinal)
            ? throw new InputException("The path of a data file holds a NUL character, which no path can.")
            : Find(roots.Prepend(Environment.CurrentDirectory).Select(root => Path.Combine(root, path)));

    /// <summary>The full path of the first of the files that exists, or null.</summary>
    public static string? Find(IEnumerable<string> paths) => paths.FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;

    /// <summary>The roots as a sentence names them.</summary>
    public static string InWords(IReadOnlyList<string> roots) => roots.Count == 0 ? "no folder" : string.Join(", ", roots);
}
