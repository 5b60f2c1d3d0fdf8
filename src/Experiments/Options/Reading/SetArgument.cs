namespace Experiments.Options.Reading;

/// <summary>Applies one <c>--set a.b.c=VALUE</c>. VALUE is JSON; a text may also be written without quotes. A number in the path is an
/// index into a list, from 0.</summary>
internal sealed class SetArgument(OptionCatalog catalog, TreeMerge merge, MistakeList mistakes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the config with the new value. On failure, adds a mistake and returns the config unchanged.</summary>
    public ObjectNode Apply(ObjectNode config, string argument, int order)
    {
        var origin = new Origin(new Source($"--set {Quote.Shorten(argument)}", order), 0, 0);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var steps = argument[..Math.Max(equals, 0)].Trim().Split('.');
        if (equals < 0)
            mistakes.Add(origin, "KEY=VALUE is expected, such as --set optimizer.lr=0.1");
        else if (steps.Any(step => step.Length == 0))
            mistakes.Add(origin, "the key before '=' must be names with single dots between them, such as optimizer.lr");
        else if (steps.Length > StrictJson.Deepest)
            mistakes.Add(origin, string.Create(CultureInfo.InvariantCulture,
                $"the key before '=' has more than {StrictJson.Deepest} names; every key has fewer"));
        else if (steps[0] is LayerReader.Extends or LayerReader.Schema)
            mistakes.Add(origin, $"{steps[0]} can be set only in a config file");
        else if (Value(argument[(equals + 1)..], origin, mistakes) is { } value)
            return (ObjectNode)Put(config, steps, value, Slot.Whole(catalog.Root), "");
        return config;
    }

    /// <summary>Parses a value of the command line: JSON, or an unquoted word; on failure, adds a mistake and returns null.</summary>
    internal static Node? Value(string text, Origin origin, MistakeList mistakes)
    {
        var start = text.TrimStart();
        if (start.Length == 0)
        {
            mistakes.Add(origin, "there is no value after '='; write '\"\"' for an empty text");
            return null;
        }
        try
        {
            var utf8 = Strict.GetBytes(text);
            return start[0] is '{' or '[' or '"' || StrictJson.IsJson(utf8)
                ? StrictJson.Parse(utf8, origin.Source, mistakes) is { } node ? Relocate(node, origin) : null
                : new TextNode(origin, text, Bare: true);
        }
        catch (EncoderFallbackException)
        {
            mistakes.Add(origin, "the value contains an unpaired surrogate, which is not valid text");
            return null;
        }
    }

    // Gives all values the same origin: messages show the whole argument, so no position within the argument is needed.
    internal static Node Relocate(Node node, Origin origin) => node switch
    {
        ObjectNode members => new ObjectNode(origin,
            [.. members.Members.Select(member => new Member(member.Name, origin, Relocate(member.Value, origin)))]),
        ListNode list => new ListNode(origin, [.. list.Items.Select(item => Relocate(item, origin))]),
        _ => node with { Origin = origin },
    };

    private Node Put(Node node, ReadOnlySpan<string> steps, Node value, Slot? slot, string path)
    {
        if (steps.Length == 0)
            return merge.Merge(node, value, slot, path);
        if (node is ListNode list)
            return PutInList(list, steps, value, slot, path);
        if (TreeMerge.Expand(node, slot) is not ObjectNode members)
            return merge.Merge(node, Nest(steps, value), slot, path);
        var type = TreeMerge.TypeOf(slot, members);
        var key = type is null ? null : catalog.Key(type, steps[0]);
        var below = Quote.Path(path, steps[0]);
        if (steps.Length > 1 && members.Find(steps[0]) is { } member)
            return members.With(new Member(member.Name, value.Origin, Put(member.Value, steps[1..], value, key?.Slot, below)));
        if (steps.Length == 1 || key?.Slot.Shape is not OptionType.List)
            return merge.Merge(members, Nest(steps, value), slot, path);
        mistakes.Add(value.Origin, $"{below} is a list that no config file sets, so the list has no elements; set the whole list");
        return members;
    }

    private ListNode PutInList(ListNode list, ReadOnlySpan<string> steps, Node value, Slot? slot, string path)
    {
        if (!int.TryParse(steps[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Items.Count)
        {
            var elements = list.Items.Count == 0
                ? "the list is empty, so set the whole list"
                : string.Create(CultureInfo.InvariantCulture, $"use a number from 0 to {list.Items.Count - 1} to choose an element");
            mistakes.Add(value.Origin, $"{path} is a list; {elements}, not '{Quote.Shorten(steps[0])}'");
            return list;
        }
        var changed = Put(list.Items[index], steps[1..], value, slot?.Element, Quote.Path(path, steps[0]));
        return list with { Items = [.. list.Items.Select((item, i) => i == index ? changed : item)] };
    }

    private static Node Nest(ReadOnlySpan<string> steps, Node value)
    {
        var nested = value;
        for (var i = steps.Length - 1; i >= 0; i--)
            nested = new ObjectNode(value.Origin, [new Member(steps[i], value.Origin, nested)]);
        return nested;
    }
}
