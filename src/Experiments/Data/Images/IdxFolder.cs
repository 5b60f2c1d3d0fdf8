namespace Experiments.Data.Images;

/// <summary>The four files of MNIST, or of a data set in the same format, and the usual folders of these files.</summary>
/// <param name="SetName">Name of the set in a config.</param>
/// <param name="Folders">Folders that are searched in a root, most specific first; the root comes last.</param>
/// <param name="NotIn">Folders of other data sets whose files have the same names; these folders are not searched.</param>
/// <param name="Advice">Advice on another source of the files, as the end of a sentence.</param>
internal sealed record IdxFolder(string SetName, IReadOnlyList<string> Folders, IReadOnlyList<string> NotIn, string Advice)
{
    /// <summary>File names without <c>.gz</c>; <c>train-images.idx3-ubyte</c> is accepted too.</summary>
    private static readonly string[] s_names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"];

    /// <summary>Returns the paths of train images, train labels, test images and test labels from the first folder that contains all four
    /// files. Null if no folder does.</summary>
    public IReadOnlyList<string>? Find(IReadOnlyList<string> roots) =>
        Candidates(roots).Select(Paths).FirstOrDefault(paths => paths.All(path => path is not null))?.Select(path => path!).ToList();

    /// <summary>Returns a warning for each earlier folder that contains only some of the files, because the user may expect that this
    /// folder is used.</summary>
    public IReadOnlyList<string> PassedOver(IReadOnlyList<string> roots)
    {
        var folders = Candidates(roots).Select(folder => (Folder: folder, Paths: Paths(folder))).ToList();
        var used = folders.FindIndex(found => found.Paths.All(path => path is not null));
        return [.. folders.Take(used).Where(found => found.Paths.Any(path => path is not null))
            .Select(found => $"{found.Folder} lacks {Lacking(found.Paths)}, so {SetName} is read from {folders[used].Folder}.")];
    }

    /// <summary>Creates an error that says which files are missing, and in which folder to put them.</summary>
    public MissingException Missing(IReadOnlyList<string> roots)
    {
        var part = Candidates(roots).Select(folder => (Folder: folder, Paths: Paths(folder)))
            .FirstOrDefault(found => found.Paths.Any(path => path is not null));
        var files = part.Folder is null
            ? $"put {string.Join(", ", s_names)} (plain or .gz) into '{Folders[0]}' under one of the data folders "
                + $"({DataFinder.InWords(roots)})"
            : $"{part.Folder} lacks {Lacking(part.Paths)} (plain or .gz)";
        return new MissingException(
            $"The data set {SetName} is not complete on this machine: {files}. To download the data set, use "
                + $"'{TypedCommand.Of($"data fetch {SetName}")}' {Advice}.");
    }

    private static string Lacking(string?[] paths) => string.Join(", ", s_names.Where((_, i) => paths[i] is null));

    private IEnumerable<string> Candidates(IReadOnlyList<string> roots) =>
        roots.SelectMany(root => Folders.Select(folder => Path.Combine(root, folder)).Append(root))
            .Where(folder => !BelongsToAnother(folder));

    private bool BelongsToAnother(string folder)
    {
        var names = Path.GetFullPath(folder).Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries);
        var last = names.LastOrDefault() is "raw" ? names.SkipLast(1).LastOrDefault() : names.LastOrDefault();
        return NotIn.Contains(last, StringComparer.OrdinalIgnoreCase);
    }

    private static string?[] Paths(string folder) =>
        [.. s_names.Select(name => Spellings(name).Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists))];

    private static IEnumerable<string> Spellings(string name)
    {
        var dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [name + ".gz", name, dotted + ".gz", dotted];
    }
}
