using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>Helpers for the objects of a sweep file: they check unknown keys and texts.</summary>
internal static class Fields
{
    /// <summary>Reports each unknown key as a mistake.</summary>
    public static void RefuseOthers(ObjectNode node, IReadOnlyList<string> known, string owner, MistakeList mistakes)
    {
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name)))
            mistakes.Add(member.Origin,
                $"{Quote.Path("", member.Name)} is not a key of {owner} (known: "
                    + $"{string.Join(", ", known)}){Names.DidYouMean(member.Name, known)}");
    }

    /// <summary>Returns a non-empty text; for any other value, adds a mistake and returns null.</summary>
    public static string? Text(ObjectNode node, string key, MistakeList mistakes)
    {
        var value = node.Find(key)!.Value;
        if (value is TextNode { Value.Length: > 0 } text)
            return text.Value;
        mistakes.Add(value.Origin, $"{key} is {ScalarReader.Given(value)}; text is expected");
        return null;
    }
}
