namespace Experiments.Reports.Methods;

/// <summary>Describes a part of a config in words, such as <c>mlp (activation relu, bias false, hidden 10 × 64)</c>. Keys whose value is
/// null, empty or 'none' are left out.</summary>
internal static class ConfigWords
{
    private static readonly string[] s_kinds = ["kind", "scheme"];

    /// <summary>Returns the description of a value; empty if all keys of the value are left out.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        JsonObject members => Members(members),
        JsonArray items => Items([.. items.Select(Of)]),
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => CanonicalJson.Serialize(node),
    };

    private static string Members(JsonObject members)
    {
        var kind = s_kinds.Select(name => (string?)members[name]).FirstOrDefault(word => word is not null);
        var rest = string.Join(", ",
            members.Where(member => !s_kinds.Contains(member.Key)).Select(member => (member.Key, Words: Of(member.Value)))
                .Where(member => member.Words is not ("" or "none")).Select(member => $"{member.Key} {member.Words}"));
        return kind is null ? rest : rest.Length == 0 ? kind : $"{kind} ({rest})";
    }

    private static string Items(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var first, _, _, ..] when items.All(item => item == first) => $"{ReportText.Count(items.Count)} × {first}",
        _ => $"[{string.Join("; ", items)}]",
    };
}
