using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

internal sealed class AxisReader(MistakeList mistakes)
{
    private static readonly string[] s_kinds = ["values", "patches", "zip", "seeds", "uniform", "log_uniform", "integers"];

    /// <summary>Returns the axes, and the seeds if an axis gives them.</summary>
    public (IReadOnlyList<SweepAxis> Axes, IReadOnlyList<long>? Seeds) Read(ObjectNode file)
    {
        var axes = new List<SweepAxis>();
        IReadOnlyList<long>? seeds = null;
        if (file.Find("axes") is not { } member)
            mistakes.Add(file.Origin,
                "axes is missing; a list of axes is expected, such as [{ \"key\": \"optimizer.lr\", \"values\": [0.1, 0.01] }, "
                    + "{ \"seeds\": 10 }]");
        else if (member.Value is not ListNode list)
            mistakes.Add(member.Value.Origin, $"axes is {ScalarReader.Given(member.Value)}; a list is expected");
        else if (list.Items.Count == 0)
            mistakes.Add(list.Origin,
                "axes is empty, so nothing varies; give an axis such as { \"seeds\": 10 }, or use "
                    + $"'{TypedCommand.Of("run")}' for a single run");
        else
        {
            foreach (var item in list.Items)
            {
                if (item is ObjectNode node && node.Find("seeds") is { } given)
                {
                    Fields.RefuseOthers(node, ["seeds"], "an axis of seeds", mistakes);
                    if (seeds is not null)
                        mistakes.Add(given.Origin, "seeds are given twice; only one axis of seeds is allowed");
                    seeds = SeedReader.Read(given.Value, mistakes);
                }
                else if (ReadAxis(item) is { } axis)
                    axes.Add(axis);
            }
            RefuseTwins(axes, member.Origin);
        }
        return (axes, seeds);
    }

    private void RefuseTwins(List<SweepAxis> axes, Origin origin)
    {
        foreach (var twins in axes.SelectMany(axis => axis.Names).GroupBy(name => name).Where(group => group.Count() > 1))
            mistakes.Add(origin, $"two axes are called {twins.Key}; give one axis a \"name\", or join the two axes into one");
    }

    private SweepAxis? ReadAxis(Node item)
    {
        if (item is not ObjectNode node)
            return Fail(item.Origin,
                $"an axis is {ScalarReader.Given(item)}; an object is expected, such as {{ \"key\": \"optimizer.lr\", \"values\": "
                    + $"[0.1, 0.01] }}");
        var kinds = node.Members.Where(member => s_kinds.Contains(member.Name)).ToList();
        if (kinds.Count != 1)
        {
            Fields.RefuseOthers(node, ["key", "name", .. s_kinds], "an axis", mistakes);
            return Fail(node.Origin,
                $"an axis has exactly one of {string.Join(", ", s_kinds)}; this one has "
                    + $"{(kinds.Count == 0 ? "none" : string.Join(" and ", kinds.Select(kind => kind.Name)))}");
        }
        return kinds[0].Name switch
        {
            "values" => Values(node, kinds[0]),
            "patches" => Patches(node, kinds[0]),
            "zip" => Zip(node, kinds[0]),
            _ => Range(node, kinds[0]),
        };
    }

    private SweepAxis? Values(ObjectNode node, Member values)
    {
        if (Key(node, values.Name) is not { } key)
            return null;
        if (values.Value is not ListNode { Items.Count: > 0 } list)
            return Fail(values.Value.Origin,
                $"values is {ScalarReader.Given(values.Value)}; a list of one or more values of {key.Value} is expected");
        return Distinct(node, Name(node, key.Value),
            list.Items.Select(value => new AxisValue([Label(value)], [KeyPath.Nest(key.Value, key.Origin, value)])), values.Origin);
    }

    private SweepAxis? Patches(ObjectNode node, Member patches)
    {
        Fields.RefuseOthers(node, ["name", "patches"], "an axis of patches", mistakes);
        if (node.Find("name") is null)
            return Fail(node.Origin, "an axis of patches needs a \"name\", such as \"policy\"");
        if (patches.Value is not ObjectNode { Members.Count: > 0 } named)
            return Fail(patches.Value.Origin,
                $"patches is {ScalarReader.Given(patches.Value)}; an object of named patches is expected, such as {{ \"xavier\": {{ "
                    + $"\"init\": … }} }}");
        foreach (var wrong in named.Members.Where(member => member.Value is not ObjectNode))
            mistakes.Add(wrong.Value.Origin,
                $"the patch {Quote.Shorten(wrong.Name)} is {ScalarReader.Given(wrong.Value)}; an object of config keys is expected");
        return new SweepAxis([Name(node, "")],
            [.. named.Members.Where(member => member.Value is ObjectNode)
                .Select(member => new AxisValue([member.Name], [Dotted((ObjectNode)member.Value)]))]);
    }

    // A patch may also write a key as a path: { "init.weight": "xavier_normal" }.
    private static ObjectNode Dotted(ObjectNode patch) => patch.Members.All(member => !member.Name.Contains('.', StringComparison.Ordinal))
        ? patch
        : patch.Members.Select(member => KeyPath.Nest(member.Name, member.Origin, member.Value)).Aggregate(Deepen);

    private static ObjectNode Deepen(ObjectNode below, ObjectNode above)
    {
        foreach (var member in above.Members)
        {
            var both = below.Find(member.Name)?.Value is ObjectNode old && member.Value is ObjectNode added
                ? Deepen(old, added)
                : member.Value;
            below = below.With(member with { Value = both });
        }
        return below;
    }

    private SweepAxis? Zip(ObjectNode node, Member zip)
    {
        Fields.RefuseOthers(node, ["zip"], "a zipped axis", mistakes);
        if (zip.Value is not ListNode { Items.Count: > 1 } list)
            return Fail(zip.Value.Origin,
                $"zip is {ScalarReader.Given(zip.Value)}; a list of two or more axes with equally many values is expected");
        var axes = list.Items.Select(ReadAxis).ToList();
        if (axes.Any(axis => axis is null))
            return null;
        if (axes.Any(axis => axis!.Range is not null))
            return Fail(zip.Origin, "zip takes axes of values or patches, not ranges");
        var counts = axes.Select(axis => axis!.Values.Count).ToList();
        if (counts.Distinct().Count() > 1)
            return Fail(zip.Origin, $"zipped axes must have equally many values; these have {string.Join(" and ", counts)} values");
        return new SweepAxis(
            [.. axes.SelectMany(axis => axis!.Names)],
            [.. Enumerable.Range(0, axes[0]!.Values.Count).Select(i => new AxisValue(
                [.. axes.SelectMany(axis => axis!.Values[i].Labels)], [.. axes.SelectMany(axis => axis!.Values[i].Layers)]))]);
    }

    private SweepAxis? Range(ObjectNode node, Member range)
    {
        if (Key(node, range.Name) is not { } key)
            return null;
        var kind = range.Name switch { "log_uniform" => RangeKind.LogUniform, "integers" => RangeKind.Integers, _ => RangeKind.Uniform };
        if (range.Value is not ListNode { Items: [NumberNode first, NumberNode last] })
            return Fail(range.Value.Origin,
                $"{range.Name} is {ScalarReader.Given(range.Value)}; a list of its two ends is expected, such as [0.001, 1]");
        var (low, high) = (Number(first), Number(last));
        if (!(low < high) || !double.IsFinite(high - low))
            return Fail(range.Value.Origin, $"{range.Name} goes from {first.Text} to {last.Text}; the first end must be below the second");
        if (kind == RangeKind.LogUniform && low <= 0)
            return Fail(first.Origin, $"log_uniform starts at {first.Text}; both ends must be above 0");
        if (kind == RangeKind.Integers && (low != Math.Floor(low) || high != Math.Floor(high)))
            return Fail(range.Value.Origin, $"integers goes from {first.Text} to {last.Text}; both ends must be whole numbers");
        return new SweepAxis([Name(node, key.Value)], [], new AxisRange(kind, low, high,
            value => KeyPath.Nest(key.Value, key.Origin, new NumberNode(range.Origin, CanonicalJson.Number(value)))));
    }

    private TextNode? Key(ObjectNode node, string kind)
    {
        Fields.RefuseOthers(node, ["key", "name", kind], "an axis of " + kind, mistakes);
        if (node.Find("key")?.Value is not TextNode key || key.Value.Split('.').Any(step => step.Length == 0))
        {
            mistakes.Add(node.Find("key")?.Value.Origin ?? node.Origin,
                $"an axis of {kind} needs a \"key\": the key that varies, such as \"optimizer.lr\"");
            return null;
        }
        if (key.Value != "seed")
            return key;
        mistakes.Add(key.Origin, "seed can't be the key of an axis, because seeds repeat a run; write { \"seeds\": 10 }");
        return null;
    }

    private string Name(ObjectNode node, string fallback) =>
        node.Find("name") is null ? fallback : Fields.Text(node, "name", mistakes) ?? fallback;

    private SweepAxis? Distinct(ObjectNode node, string name, IEnumerable<AxisValue> values, Origin origin)
    {
        var list = values.ToList();
        if (list.GroupBy(value => value.Labels[0]).FirstOrDefault(group => group.Count() > 1) is { } twins)
            return Fail(origin, $"the axis {Quote.Shorten(name)} has the value {Quote.Shorten(twins.Key)} twice");
        return new SweepAxis([name], list);
    }

    private SweepAxis? Fail(Origin origin, string sentence)
    {
        mistakes.Add(origin, sentence);
        return null;
    }

    internal static string Label(Node value) => value switch
    {
        TextNode text => text.Value,
        NumberNode number => CanonicalJson.Number(Number(number)),
        BooleanNode boolean => boolean.Value ? "true" : "false",
        NullNode => "null",
        ListNode list => $"[{string.Join(",", list.Items.Select(Label))}]",
        ObjectNode { Members: [{ Value: TextNode word }] } => word.Value,
        _ => $"{{{string.Join(",", ((ObjectNode)value).Members.Select(member => $"{member.Name}:{Label(member.Value)}"))}}}",
    };

    private static double Number(NumberNode node) => double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
