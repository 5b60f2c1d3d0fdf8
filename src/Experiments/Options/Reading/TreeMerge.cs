namespace Experiments.Options.Reading;

/// <summary>
/// Merges two layers: objects are merged, and any other value of the stronger layer replaces the value of the weaker layer. An object whose
/// discriminator (<c>kind</c>, <c>scheme</c>) changes is also replaced, because each choice has different keys.
/// </summary>
/// <param name="catalog">Defines which objects have a discriminator.</param>
/// <param name="replaced">Called for each value that a stronger layer replaces, so that mistakes in the replaced value are still
/// reported.</param>
internal sealed class TreeMerge(OptionCatalog catalog, Action<Node, Slot, string> replaced)
{
    /// <param name="slot">Slot of both values; null inside an unknown key.</param>
    /// <param name="path">Path of the slot; empty for a whole config.</param>
    public Node Merge(Node weaker, Node stronger, Slot? slot, string path)
    {
        var (under, over) = (Expand(weaker, slot), Expand(stronger, slot));
        if (under is ObjectNode below && over is ObjectNode above && !ChoiceChanges(below, above, slot))
            return MergeMembers(below, above, TypeOf(slot, above, below), path);
        if (slot is not null)
            replaced(weaker, slot, path);
        return stronger;
    }

    /// <summary>Expands the short form of an object with a discriminator: <c>"relu"</c> becomes <c>{"kind": "relu"}</c>.</summary>
    public static Node Expand(Node node, Slot? slot) => node is TextNode word && slot?.Shape is OptionType.Choice choice
        ? new ObjectNode(word.Origin, [new Member(choice.Registry.Discriminator, word.Origin, word)])
        : node;

    /// <summary>Returns the options type that defines the members of an object; null if the type is unknown.</summary>
    public static Type? TypeOf(Slot? slot, params ReadOnlySpan<ObjectNode> objects)
    {
        if (slot?.Shape is OptionType.Record record)
            return record.Type;
        foreach (var node in objects)
        {
            if (slot?.Shape is OptionType.Choice choice && Word(node, choice) is { } word)
                return choice.Row(word)?.OptionsType;
        }
        return null;
    }

    private ObjectNode MergeMembers(ObjectNode weaker, ObjectNode stronger, Type? type, string path)
    {
        var merged = new List<Member>(weaker.Members);
        var places = merged.Select((member, i) => (member.Name, i)).ToDictionary(place => place.Name, place => place.i,
            StringComparer.Ordinal);
        foreach (var member in stronger.Members)
        {
            var slot = type is null ? null : catalog.Key(type, member.Name)?.Slot;
            if (places.TryGetValue(member.Name, out var i))
                merged[i] = member with { Value = Merge(merged[i].Value, member.Value, slot, Quote.Path(path, member.Name)) };
            else
                merged.Add(member);
        }
        // If the stronger layer is a --set, the merged object keeps its position in the file. A missing key is reported at this position,
        // and a --set has no line.
        return new ObjectNode(stronger.Origin.Line == 0 ? weaker.Origin : stronger.Origin, merged);
    }

    private static bool ChoiceChanges(ObjectNode below, ObjectNode above, Slot? slot) =>
        slot?.Shape is OptionType.Choice choice && Word(below, choice) is { } old && Word(above, choice) is { } wanted && old != wanted;

    private static string? Word(ObjectNode node, OptionType.Choice choice) =>
        (node.Find(choice.Registry.Discriminator)?.Value as TextNode)?.Value;
}
