using Experiments.Configuration.Options;

namespace Experiments.Configuration.Reading;

/// <summary>
/// Lays one layer over another: objects merge; everything else replaces, and so does an object whose discriminator
/// (<c>kind</c>, <c>scheme</c>) changes, because the keys of one choice mean nothing to another.
/// </summary>
/// <param name="catalog">Tells which objects have a discriminator.</param>
/// <param name="replaced">Is told of each value that a stronger layer replaces, so that a mistake in it is still found.</param>
internal sealed class TreeMerge(OptionCatalog catalog, Action<Node, Slot, string> replaced)
{
    /// <summary>The stronger value over the weaker one.</summary>
    /// <param name="weaker">The value of the weaker layer.</param>
    /// <param name="stronger">The value of the stronger layer.</param>
    /// <param name="slot">The place that they are values of; null below a key that is not known.</param>
    /// <param name="path">The path of that place, empty for a whole config.</param>
    public Node Merge(Node weaker, Node stronger, Slot? slot, string path)
    {
        var (under, over) = (Expand(weaker, slot), Expand(stronger, slot));
        if (under is ObjectNode below && over is ObjectNode above && !ChoiceChanges(below, above, slot))
            return MergeMembers(below, above, TypeOf(slot, above, below), path);
        if (slot is not null)
            replaced(weaker, slot, path);
        return stronger;
    }

    /// <summary>A word where an object with a discriminator is expected stands for that object: <c>"relu"</c> for <c>{"kind": "relu"}</c>.</summary>
    public static Node Expand(Node node, Slot? slot) => node is TextNode word && slot?.Shape is Shape.Choice choice
        ? new ObjectNode(word.Origin, [new Member(choice.Registry.Discriminator, word.Origin, word)])
        : node;

    /// <summary>The options type whose keys the members of an object are, or null where that can't be told.</summary>
    public static Type? TypeOf(Slot? slot, params ReadOnlySpan<ObjectNode> objects)
    {
        if (slot?.Shape is Shape.Record record)
            return record.Type;
        foreach (var node in objects)
        {
            if (slot?.Shape is Shape.Choice choice && Word(node, choice) is { } word)
                return choice.Row(word)?.OptionsType;
        }
        return null;
    }

    private ObjectNode MergeMembers(ObjectNode weaker, ObjectNode stronger, Type? type, string path)
    {
        var merged = new List<Member>(weaker.Members);
        var places = merged.Select((member, i) => (member.Name, i)).ToDictionary(place => place.Name, place => place.i, StringComparer.Ordinal);
        foreach (var member in stronger.Members)
        {
            var slot = type is null ? null : catalog.Key(type, member.Name)?.Slot;
            if (places.TryGetValue(member.Name, out var i))
                merged[i] = member with { Value = Merge(merged[i].Value, member.Value, slot, Quote.Path(path, member.Name)) };
            else
                merged.Add(member);
        }
        // What is missing is missing in a file: a --set, which has no lines, only adds to it.
        return new ObjectNode(stronger.Origin.Line == 0 ? weaker.Origin : stronger.Origin, merged);
    }

    private static bool ChoiceChanges(ObjectNode below, ObjectNode above, Slot? slot) =>
        slot?.Shape is Shape.Choice choice && Word(below, choice) is { } old && Word(above, choice) is { } wanted && old != wanted;

    private static string? Word(ObjectNode node, Shape.Choice choice) => (node.Find(choice.Registry.Discriminator)?.Value as TextNode)?.Value;
}
