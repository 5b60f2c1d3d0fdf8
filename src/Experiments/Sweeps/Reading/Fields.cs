using Experiments.Configuration;
using Experiments.Configuration.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>What objects of a sweep file have in common: known keys, and texts.</summary>
internal static class Fields
{
    /// <summary>Refuses keys that are not known.</summary>
    public static void RefuseOthers(ObjectNode node, IReadOnlyList<string> known, string owner, MistakeList mistakes)
    {
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name)))
            mistakes.Add(member.Origin, $"{Quote.Path("", member.Name)} is not a key of {owner} (known: {string.Join(", ", known)}){Names.DidYouMean(member.Name, known)}");
    }

    /// <summary>A text that is not empty; null where it is something else, which is then among the mistakes.</summary>
    public static string? Text(ObjectNode node, string key, MistakeList mistakes)
    {
        var value = node.Find(key)!.Value;
        if (value is TextNode { Value.Length: > 0 } text)
            return text.Value;
        mistakes.Add(value.Origin, $"{key} is {ScalarReader.Given(value)}; text is expected");
        return null;
    }
}
