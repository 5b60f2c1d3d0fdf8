using System.Text;
using System.Text.Json.Nodes;

namespace Experiments.Configuration.Options;

/// <summary>Writes a catalog of options as Markdown: a table for each object, a section for each registry.</summary>
internal sealed class ReferenceWriter(OptionCatalog catalog)
{
    private const string Introduction =
        """
        # Config reference

        Generated from the options and registries of the program: `experiments schema` writes the same as a JSON Schema for editors.

        A config is a JSON object in UTF-8; `//` and `/* */` comments and trailing commas are allowed. Layers, weakest first: the defaults below, the
        files that `extends` names (one, or a list, relative to the file that says it), the file, `--set key=value` on the command line, where a value
        is JSON or a bare word. Objects merge; everything else replaces, and so does an object whose `kind` or `scheme` changes. Where an object with
        a `kind` or a `scheme` is expected, the word alone stands for it: `"relu"` for `{"kind": "relu"}`.

        Whole numbers are written without a point or an exponent. Every key is known, or the run does not start.

        Beside the keys below a file may hold `$schema` (for editors) and `Serilog` (logging, as Serilog.Settings.Configuration reads it; on one machine the
        environment variable `EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug` does the same). Neither is part of a run's identity.
        Keys marked ◦ aren't either: they can't change a result.
        """;

    private readonly OptionWriter _writer = new(catalog);
    private readonly StringBuilder _text = new();

    /// <summary>The whole reference.</summary>
    public string Write()
    {
        Add(Introduction.ReplaceLineEndings("\n") + "\n");
        Heading(2, "The config");
        Table(catalog.Keys(catalog.Root), catalog.Root);
        foreach (var key in catalog.Keys(catalog.Root))
            Records(key.Name, key.Slot);
        foreach (var registry in catalog.Registries)
            Registry(registry);
        return _text.ToString();
    }

    // Sections of objects with fixed keys, and below each the sections of its own.
    private void Records(string path, Slot slot)
    {
        if ((slot.Element ?? slot).Shape is not Shape.Record record)
            return;
        Heading(2, slot.Element is null ? path : $"{path}, each element");
        Table(catalog.Keys(record.Type), record.Type);
        foreach (var key in catalog.Keys(record.Type))
            Records($"{path}.{key.Name}", key.Slot);
    }

    private void Registry(IRegistry registry)
    {
        Heading(2, registry.Noun);
        Add($"\n`{registry.Discriminator}` is one of {string.Join(", ", registry.Rows.Select(row => $"`{row.Name}`"))}.\n");
        var shared = registry.Rows.Count == 0 ? [] : Shared(registry, registry.Rows[0].OptionsType);
        if (shared.Count > 0)
        {
            Add("Each of them has these keys:\n");
            Table(shared, registry.Rows[0].OptionsType);
        }
        foreach (var row in registry.Rows)
        {
            Heading(3, $"`{row.Name}`");
            Add($"\n{row.Summary}\n");
            Table([.. catalog.Keys(row.OptionsType).ExceptBy(shared.Select(key => key.Name), key => key.Name)], row.OptionsType);
        }
    }

    // The keys of the base type that every row has with the same default.
    private List<OptionKey> Shared(IRegistry registry, Type first) =>
        [.. catalog.Keys(first).Where(key => key.Property.DeclaringType == registry.BaseType && registry.Rows.Select(row => Row(key.Name, row.OptionsType)).Distinct().Count() == 1)];

    private string Row(string name, Type type) => Row(catalog.Key(type, name)!, OptionCatalog.Fresh(type));

    private void Add(string text) => _text.Append(text);

    private void Heading(int level, string title) => Add($"\n{new string('#', level)} {title}\n");

    private void Table(IReadOnlyList<OptionKey> keys, Type type)
    {
        if (keys.Count == 0)
            return;
        var defaults = OptionCatalog.Fresh(type);
        Add("\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var key in keys)
            Add(Row(key, defaults));
    }

    private string Row(OptionKey key, object defaults) =>
        $"| `{key.Name}`{(key.Option.AffectsResult ? "" : " ◦")} | {Cell(Expected(key))} | {Cell(Default(key, key.ValueIn(defaults)))} | {Cell(key.Option.Summary)} |\n";

    private string Default(OptionKey key, object? value)
    {
        if (key.Option.Required)
            return "required";
        if (value is not null && key.Slot.Shape is Shape.Record)
            return "";
        // A choice with nothing but its own defaults is said by its word.
        var word = value is not null && key.Slot.Shape is Shape.Choice choice ? choice.RowOf(value).Name : null;
        var written = _writer.Write(value, key.Slot.Shape);
        return word is not null && JsonNode.DeepEquals(written, _writer.Write(OptionCatalog.Fresh(value!.GetType()), key.Slot.Shape))
            ? $"`\"{word}\"`"
            : $"`{CanonicalJson.Serialize(written)}`";
    }

    private static string Expected(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape switch
    {
        Shape.Choice choice => $"{(key.Slot.Element is null ? "" : "list of ")}[{choice.Registry.Noun}](#{choice.Registry.Noun}){(key.Slot.Nullable ? " or null" : "")}",
        Shape.Record => $"{Wording.Expected(key.Slot)}, below",
        _ => Wording.Expected(key.Slot),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
