using Experiments.Options.Reading;

namespace Experiments.Studies.Reading;

/// <summary>Reads <c>claim.json</c> strictly and reports all mistakes at once, each with its line.</summary>
public static class StudyFileReader
{
    /// <summary>Reads the study of a folder.</summary>
    /// <exception cref="InputException">The file is missing or wrong; the message names every mistake.</exception>
    public static StudyDefinition Read(string folder)
    {
        var path = Path.Combine(folder, StudyDefinition.FileName);
        var mistakes = new MistakeList();
        var tree = Parse(path, mistakes);
        mistakes.ThrowIfAny();
        var catalog = StudySchema.Catalog;
        var keys = tree!.Without("$schema");
        var document = new TreeReader(catalog, mistakes, partial: false).Read(keys, Slot.Whole(typeof(StudyFile)), "study", null);
        mistakes.ThrowIfAny();
        var file = (StudyFile)new OptionBinder(catalog).Bind((JsonObject)document!, typeof(StudyFile));
        new StudyCheck(folder, file, keys, mistakes).Run();
        mistakes.ThrowIfAny();
        return new StudyDefinition(folder, file);
    }

    /// <summary>Reads all studies below a folder, in the order of the course.</summary>
    /// <exception cref="InputException">The folder does not exist or has no study, or a study is wrong.</exception>
    public static IReadOnlyList<StudyDefinition> ReadAll(string folder)
    {
        var folders = FoldersIn(folder);
        return folders.Count == 0
            ? throw new InputException($"There is no study in '{folder}'. A study is a folder with a file {StudyDefinition.FileName}.")
            : [.. folders.Select(Read).OrderBy(study => study.File.Order).ThenBy(study => study.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reads the named studies, in the order of the course.</summary>
    /// <param name="names">Names of folders below <paramref name="folder"/>, or paths of study folders; empty for all studies.</param>
    /// <exception cref="InputException">A study does not exist or is wrong.</exception>
    public static IReadOnlyList<StudyDefinition> Read(string folder, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return ReadAll(folder);
        var known = FoldersIn(folder).Select(path => Path.GetFileName(path)!).ToList();
        return [.. names.Distinct().Select(name => Read(Find(folder, name, known)))
            .OrderBy(study => study.File.Order).ThenBy(study => study.Name, StringComparer.Ordinal)];
    }

    private static string Find(string folder, string name, List<string> known)
    {
        if (known.Contains(name))
            return Path.Combine(folder, name);
        if (File.Exists(Path.Combine(name, StudyDefinition.FileName)))
            return name;
        throw new InputException($"There is no study '{name}' in '{folder}'{Names.DidYouMeanOrStop(name, known)} "
            + $"Run '{TypedCommand.Of("study list")}' to see the studies.");
    }

    private static List<string> FoldersIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(below => File.Exists(Path.Combine(below, StudyDefinition.FileName)))
            .Order(StringComparer.Ordinal)]
        : throw new InputException($"The folder '{folder}' does not exist. Run the command in the project's folder, or pass "
            + "--studies DIR.");

    private static ObjectNode? Parse(string path, MistakeList mistakes)
    {
        var source = new Source(Quote.Printable(path), -1);
        if (ConfigFile.Read(path, out var refusal) is not { } bytes)
            mistakes.Add(new Origin(source, 0, 0), refusal);
        else if (StrictJson.Parse(bytes, source, mistakes) is { } tree)
        {
            if (tree is ObjectNode file)
                return file;
            mistakes.Add(tree.Origin, $"a study is an object, {{ … }}, not {Quote.Value(tree)}");
        }

        return null;
    }
}
