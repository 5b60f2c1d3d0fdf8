using Experiments.Options.Describing;

namespace Experiments.Options.Reading;

/// <summary>Checks a tree against the options and fills in the defaults. The reader collects mistakes and does not throw.</summary>
/// <param name="partial">Whether other layers complete the tree. The reader of a partial tree doesn't check required keys, discriminators
/// and dependencies between keys.</param>
internal sealed class TreeReader(OptionCatalog catalog, MistakeList mistakes, bool partial)
{
    private readonly OptionWriter _writer = new(catalog);
    private readonly ScalarReader _scalars = new(mistakes);
    private readonly OptionConsistency _consistency = new(catalog, mistakes);

    /// <summary>Returns the complete config. The result is not valid if a mistake was added.</summary>
    public JsonObject ReadConfig(ObjectNode config) =>
        ReadMembers([], config, "", catalog.Root, OptionCatalog.Fresh(catalog.Root), "a config");

    /// <param name="fallback">Options object with the defaults of the slot; null without defaults.</param>
    public JsonNode? Read(Node node, Slot slot, string path, object? fallback)
    {
        if (node is NullNode && slot.Nullable)
            return null;
        return (TreeMerge.Expand(node, slot), slot.Shape) switch
        {
            (ListNode list, OptionType.List) => ReadList(list, slot, path),
            (ObjectNode members, OptionType.Record record) =>
                ReadMembers([], members, path, record.Type, fallback ?? OptionCatalog.Fresh(record.Type), Owner(path)),
            (ObjectNode members, OptionType.Choice choice) => ReadChoice(members, choice, path, fallback),
            _ => _scalars.Read(node, slot, path),
        };
    }

    private JsonArray ReadList(ListNode list, Slot slot, string path)
    {
        if (list.Items.Count < slot.Option.MinimumLength || list.Items.Count > slot.Option.MaximumLength)
            mistakes.Add(list.Origin,
                string.Create(CultureInfo.InvariantCulture,
                    $"{path} is a list of length {list.Items.Count}; {Wording.Expected(slot)} is expected"));
        var items = new JsonArray();
        foreach (var item in list.Items)
            items.Add(Read(item, slot.Element!, Quote.Path(path, items.Count.ToString(CultureInfo.InvariantCulture)), null));
        return items;
    }

    private JsonObject ReadChoice(ObjectNode node, OptionType.Choice choice, string path, object? fallback)
    {
        var discriminator = choice.Registry.Discriminator;
        var given = node.Find(discriminator);
        var row = given is null
            ? (fallback is null ? null : choice.RowOf(fallback))
            : RowGiven(given, choice, Quote.Path(path, discriminator));
        if (given is null && row is null && !partial)
            mistakes.Add(node.Origin, $"{path} needs '{discriminator}': {Wording.Either(choice.Words)}");
        if (row is null)
            return RefuseStrangeKeys(node.Without(discriminator), choice, path);
        var defaults = fallback?.GetType() == row.OptionsType && given is null ? fallback : OptionCatalog.Fresh(row.OptionsType);
        return ReadMembers(new JsonObject { [discriminator] = row.Name }, node.Without(discriminator), path, row.OptionsType, defaults,
            row.Name, choice);
    }

    private RegistryRow? RowGiven(Member given, OptionType.Choice choice, string path)
    {
        if (given.Value is not TextNode word)
            mistakes.Add(given.Value.Origin, $"{path} is {ScalarReader.Given(given.Value)}; {Wording.Either(choice.Words)} is expected");
        else if (choice.Row(word.Value) is { } row)
            return row;
        else
            mistakes.Add(word.Origin,
                $"{path} is {Quote.Value(word)}; {Wording.Either(choice.Words)} is expected{Names.DidYouMean(word.Value, choice.Words)}");
        return null;
    }

    private JsonObject ReadMembers(JsonObject complete, ObjectNode node, string path, Type type, object defaults, string owner,
        OptionType.Choice? choice = null)
    {
        var before = mistakes.Count;
        foreach (var member in node.Members.Where(member => catalog.Key(type, member.Name) is null))
            RefuseKey(member, Quote.Path(path, member.Name), type, owner, choice);
        foreach (var key in catalog.Keys(type))
            complete.Add(key.Name, ReadKey(node, key, path, key.ValueIn(defaults)));
        if (!partial && mistakes.Count == before)
            _consistency.Check(complete, node, type, path);
        return complete;
    }

    private JsonNode? ReadKey(ObjectNode node, OptionKey key, string path, object? fallback)
    {
        var below = Quote.Path(path, key.Name);
        if (node.Find(key.Name) is { } given)
            return Read(given.Value, key.Slot, below, fallback);
        if (partial)
            return null;
        if (key.Option.Required)
            mistakes.Add(node.Origin, $"{below} is missing; {Wording.Expected(key.Slot)} is expected");
        // Defaults are read like given values, so that dependencies between defaults and given values are checked.
        return fallback is not null && key.Slot.Shape is OptionType.Record or OptionType.Choice
            ? Read(new ObjectNode(node.Origin, []), key.Slot, below, fallback)
            : _writer.Write(fallback, key.Slot.Shape);
    }

    private void RefuseKey(Member member, string path, Type type, string owner, OptionType.Choice? choice)
    {
        var known = catalog.KeyNames(type).Concat(choice is null ? [] : [choice.Registry.Discriminator]).ToList();
        var others = choice?.Registry.Rows.Where(row => catalog.Key(row.OptionsType, member.Name) is not null).Select(row => row.Name)
            .ToList() ?? [];
        var nearest = Names.DidYouMean(member.Name, known);
        var list = $"known: {string.Join(", ", known)}";
        mistakes.Add(member.Origin, others.Count > 0
            ? $"{path} is a key of {string.Join(", ", others)}, not of {owner} ({list}){nearest}"
            : $"{path} is not a key of {owner} ({list}){nearest}");
    }

    // The row is unknown, so only keys that no row has are reported as mistakes.
    private JsonObject RefuseStrangeKeys(ObjectNode node, OptionType.Choice choice, string path)
    {
        var known = choice.Registry.Rows.SelectMany(row => catalog.KeyNames(row.OptionsType)).Distinct()
            .Prepend(choice.Registry.Discriminator).ToList();
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name)))
            mistakes.Add(member.Origin,
                $"{Quote.Path(path, member.Name)} is not a key of any {choice.Registry.Noun}{Names.DidYouMean(member.Name, known)}");
        return [];
    }

    private static string Owner(string path)
    {
        var steps = path.Split('.');
        return char.IsAsciiDigit(steps[^1][0]) && steps.Length > 1 ? $"an element of {steps[^2]}" : steps[^1];
    }
}
