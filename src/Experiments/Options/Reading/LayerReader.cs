namespace Experiments.Options.Reading;

/// <summary>Reads a file and the files that it <c>extends</c> into one tree. Values of the file override values of the extended
/// files.</summary>
internal sealed class LayerReader(OptionCatalog catalog, TreeMerge merge, MistakeList mistakes)
{
    /// <summary>Key that names the extended files, relative to the file that contains the key.</summary>
    public const string Extends = "extends";

    /// <summary>Key by which editors find the JSON Schema.</summary>
    public const string Schema = "$schema";

    // Largest number of files that are read. If each file extends two other files, the number of files doubles at every level.
    private const int MostFiles = 100;

    private readonly List<string> _files = [];
    private readonly List<string> _open = [];

    /// <summary>Files that were read. A later file overrides earlier files. A file that is extended twice is listed twice.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Whether every file could be read. If false, a missing key may be in a file that could not be read.</summary>
    public bool Complete { get; private set; } = true;

    /// <param name="path">Path of the file as the user typed it. Messages begin with this path.</param>
    public ObjectNode Read(string path) =>
        Read(path, FullPath(path) ?? path, null) ?? new ObjectNode(new Origin(new Source(path, 0), 0, 0), []);

    private ObjectNode? Read(string shown, string full, Origin? asked)
    {
        var source = new Source(Quote.Printable(shown), _files.Count + _open.Count);
        var start = asked ?? new Origin(source, 0, 0);
        if (ConfigFile.Read(full, out var refusal) is not { } bytes)
            return Fail(start, asked is null ? refusal : $"{Extends} names '{Quote.Printable(shown)}': {refusal}");
        var tree = StrictJson.Parse(bytes, source, mistakes);
        if (tree is not ObjectNode own)
            return tree is null ? Fail() : Fail(tree.Origin, $"a config is an object, {{ … }}, not {Quote.Value(tree)}");
        CheckSchema(own);
        _open.Add(full);
        var weaker = Bases(own, shown, full);
        _open.RemoveAt(_open.Count - 1);
        _files.Add(shown);
        var layer = own.Without(Extends, Schema);
        return weaker is null ? layer : Over(weaker, layer);
    }

    private ObjectNode Over(ObjectNode weaker, ObjectNode stronger) =>
        (ObjectNode)merge.Merge(weaker, stronger, Slot.Whole(catalog.Root), "");

    private ObjectNode? Bases(ObjectNode own, string shown, string full)
    {
        ObjectNode? merged = null;
        foreach (var name in Names(own))
        {
            if (Base(name, shown, full) is { } layer)
                merged = merged is null ? layer : Over(merged, layer);
        }
        return merged;
    }

    private ObjectNode? Base(TextNode name, string shown, string full)
    {
        if (FullPath(Path.Combine(Path.GetDirectoryName(full) ?? "", name.Value)) is not { } target)
            return Fail(name.Origin, $"{Extends} is {Quote.Value(name)}, which is not a file name");
        if (_open.Contains(target))
            return Fail(name.Origin,
                $"{Extends} forms a cycle: "
                    + $"{string.Join(" extends ", _open.Skip(_open.IndexOf(target)).Append(target).Select(Path.GetFileName))}");
        if (_files.Count >= MostFiles)
            return Fail(name.Origin,
                string.Create(CultureInfo.InvariantCulture, $"{Extends} includes more than {MostFiles} files in total"));
        return Read(Shown(name.Value, shown), target, name.Origin);
    }

    private IEnumerable<TextNode> Names(ObjectNode own)
    {
        var value = own.Find(Extends)?.Value;
        var items = value is ListNode list ? list.Items : value is null ? [] : [value];
        foreach (var item in items)
        {
            if (item is TextNode { Value.Length: > 0 } name)
                yield return name;
            else
                Fail(item.Origin, $"{Extends} is {Quote.Value(item)}; a file name, or a list of file names, is expected");
        }
    }

    private void CheckSchema(ObjectNode own)
    {
        if (own.Find(Schema) is { Value: not TextNode } member)
            mistakes.Add(member.Value.Origin,
                $"{Schema} is {Quote.Value(member.Value)}; a text with the address of a JSON Schema is expected");
    }

    private ObjectNode? Fail(Origin origin, string sentence)
    {
        mistakes.Add(origin, sentence);
        return Fail();
    }

    private ObjectNode? Fail()
    {
        Complete = false;
        return null;
    }

    private static string? FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Messages show paths in the form that the user gave: relative to the working folder, or absolute.
    private static string Shown(string name, string parent)
    {
        var path = Path.Combine(Path.GetDirectoryName(parent) ?? "", name);
        return Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(Environment.CurrentDirectory, path);
    }
}
