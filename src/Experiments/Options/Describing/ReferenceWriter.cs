namespace Experiments.Options.Describing;

/// <summary>Writes a catalog of options as Markdown in one language. Each object gets a table, and each registry gets a section.</summary>
internal sealed class ReferenceWriter(OptionCatalog catalog, ConfigText words)
{
    private readonly OptionWriter _writer = new(catalog);
    private readonly StringBuilder _text = new();

    public string Write()
    {
        Add(words.Introduction.ReplaceLineEndings("\n") + "\n");
        Heading(2, words.WholeConfig);
        Table(catalog.Keys(catalog.Root), catalog.Root);
        foreach (var key in catalog.Keys(catalog.Root))
            Records(key.Name, key.Slot);
        foreach (var registry in catalog.Registries)
            Registry(registry);
        if (catalog.Registries.SelectMany(registry => registry.Rows).SelectMany(row => catalog.Keys(row.OptionsType))
            .Any(key => key.Slot.Shape is OptionType.Formula))
            Expressions();
        return _text.ToString();
    }

    private void Expressions()
    {
        Heading(2, words.ExpressionsTitle);
        Add($"\n{words.Expressions.ReplaceLineEndings("\n")}\n\n{words.NameColumns}\n| --- | --- |\n");
        foreach (var name in catalog.Names)
            Add($"| `{name.Name}` | {Cell(words.Meaning(name))} |\n");
    }

    // Writes the sections of objects with fixed keys. The sections of an object's keys follow the section of the object.
    private void Records(string path, Slot slot)
    {
        if ((slot.Element ?? slot).Shape is not OptionType.Record record)
            return;
        Heading(2, slot.Element is null ? path : words.EachElement(path));
        Table(catalog.Keys(record.Type), record.Type);
        foreach (var key in catalog.Keys(record.Type))
            Records($"{path}.{key.Name}", key.Slot);
    }

    private void Registry(IRegistry registry)
    {
        Heading(2, registry.Noun);
        Add($"\n{words.OneOf(registry.Discriminator, registry.Rows.Select(row => row.Name))}\n");
        var shared = registry.Rows.Count == 0 ? [] : Shared(registry, registry.Rows[0].OptionsType);
        if (shared.Count > 0)
        {
            Add(words.SharedKeys + "\n");
            Table(shared, registry.Rows[0].OptionsType);
        }
        foreach (var row in registry.Rows)
        {
            Heading(3, $"`{row.Name}`");
            Add($"\n{row.SummaryIn(words.Language)}\n");
            Table([.. catalog.Keys(row.OptionsType).ExceptBy(shared.Select(key => key.Name), key => key.Name)], row.OptionsType);
        }
        // Describes an object that several rows have in common only once, below the rows.
        foreach (var key in registry.Rows.SelectMany(row => catalog.Keys(row.OptionsType)).DistinctBy(key => (key.Name, key.Slot.Shape)))
            Records($"{registry.Noun}.{key.Name}", key.Slot);
    }

    // Returns the keys of the base type that have the same default in every row.
    private List<OptionKey> Shared(IRegistry registry, Type first) =>
        [.. catalog.Keys(first).Where(key => key.Property.DeclaringType == registry.BaseType
            && registry.Rows.Select(row => Row(key.Name, row.OptionsType)).Distinct().Count() == 1)];

    private string Row(string name, Type type) => Row(catalog.Key(type, name)!, OptionCatalog.Fresh(type));

    private void Add(string text) => _text.Append(text);

    private void Heading(int level, string title) => Add($"\n{new string('#', level)} {title}\n");

    private void Table(IReadOnlyList<OptionKey> keys, Type type)
    {
        if (keys.Count == 0)
            return;
        var defaults = OptionCatalog.Fresh(type);
        Add($"\n{words.Columns}\n| --- | --- | --- | --- |\n");
        foreach (var key in keys)
            Add(Row(key, defaults));
    }

    private string Row(OptionKey key, object defaults) =>
        $"| `{key.Name}`{(key.Option.AffectsResult ? "" : " ◦")} | {Cell(words.Value(key))} | {Cell(Default(key, key.ValueIn(defaults)))} "
            + $"| {Cell(words.Summary(key)).Replace("<", "\\<", StringComparison.Ordinal)} |\n";

    private string Default(OptionKey key, object? value)
    {
        if (key.Option.Required)
            return words.Required;
        if (value is not null && key.Slot.Shape is OptionType.Record)
            return "";
        // An object with a discriminator whose keys all have their defaults is written as a single word.
        var word = value is not null && key.Slot.Shape is OptionType.Choice choice ? choice.RowOf(value).Name : null;
        var written = _writer.Write(value, key.Slot.Shape);
        return word is not null && JsonNode.DeepEquals(written, _writer.Write(OptionCatalog.Fresh(value!.GetType()), key.Slot.Shape))
            ? $"`\"{word}\"`"
            : $"`{CanonicalJson.Serialize(written)}`";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
