using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

internal static class ExclusionReader
{
    /// <summary>Reads the exclusions. Each exclusion must name existing coordinates and labels.</summary>
    public static IReadOnlyList<Exclusion> Read(ObjectNode file, IReadOnlyList<SweepAxis> axes, MistakeList mistakes)
    {
        if (file.Find("exclude") is not { } member)
            return [];
        if (member.Value is ListNode list)
            return [.. list.Items.Select(item => One(item, axes, mistakes)).OfType<Exclusion>()];
        mistakes.Add(member.Value.Origin,
            $"exclude is {ScalarReader.Given(member.Value)}; a list of objects is expected, such as [{{ \"policy\": \"zeros\", "
                + $"\"optimizer.lr\": 0.1 }}]");
        return [];
    }

    private static Exclusion? One(Node item, IReadOnlyList<SweepAxis> axes, MistakeList mistakes)
    {
        if (item is not ObjectNode { Members.Count: > 0 } node)
        {
            mistakes.Add(item.Origin, $"an exclusion is {ScalarReader.Given(item)}; an object of axes and their values is expected");
            return null;
        }

        var before = mistakes.Count;
        var labels = node.Members.ToDictionary(member => member.Name, member => (IReadOnlyList<string>)Labels(member, axes, mistakes));
        return mistakes.Count > before ? null : new Exclusion(labels, node.Origin.ToString());
    }

    private static List<string> Labels(Member member, IReadOnlyList<SweepAxis> axes, MistakeList mistakes)
    {
        var names = axes.SelectMany(axis => axis.Names).ToList();
        if (axes.FirstOrDefault(axis => axis.Names.Contains(member.Name)) is not { } axis)
        {
            mistakes.Add(member.Origin,
                $"exclude: {Quote.Shorten(member.Name)} is not an axis (axes: "
                    + $"{string.Join(", ", names)}){Names.DidYouMean(member.Name, names)}");
            return [];
        }

        var place = axis.Names.ToList().IndexOf(member.Name);
        var known = axis.Values.Select(value => value.Labels[place]).Distinct().ToList();
        var given = member.Value is ListNode list ? list.Items.Select(AxisReader.Label).ToList() : [AxisReader.Label(member.Value)];
        foreach (var label in given.Where(label => !known.Contains(label)))
            mistakes.Add(member.Value.Origin,
                $"exclude: {Quote.Shorten(label)} is not a value of {member.Name} "
                    + $"({string.Join(", ", known)}){Names.DidYouMean(label, known)}");
        return given;
    }
}
