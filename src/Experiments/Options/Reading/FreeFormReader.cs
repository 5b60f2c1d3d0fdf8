using System.Numerics;

namespace Experiments.Options.Reading;

/// <summary>
/// Reads a section whose keys another library defines (Serilog). Two conversions must not change the content:
/// Microsoft.Extensions.Configuration ignores the case of keys and separates them by ':', and canonical JSON stores numbers as doubles.
/// </summary>
internal sealed class FreeFormReader(MistakeList mistakes)
{
    /// <summary>Returns the section unchanged. The section must be an object.</summary>
    public JsonNode? Read(Node node, string path)
    {
        if (node is ObjectNode)
            return Any(node, path, 1);
        mistakes.Add(node.Origin, $"{path} is {ScalarReader.Given(node)}; an object is expected");
        return null;
    }

    private JsonNode? Any(Node node, string path, int depth) => node switch
    {
        ObjectNode or ListNode when depth >= StrictJson.Deepest => TooDeep(node, path),
        ObjectNode members => Members(members, path, depth),
        ListNode list => new JsonArray(
            [.. list.Items.Select((item, i) => Any(item, Quote.Path(path, i.ToString(CultureInfo.InvariantCulture)), depth + 1))]),
        TextNode text => JsonValue.Create(text.Value),
        NumberNode number => Number(number, path),
        BooleanNode boolean => JsonValue.Create(boolean.Value),
        _ => null,
    };

    private JsonObject Members(ObjectNode node, string path, int depth)
    {
        var read = new JsonObject();
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in node.Members)
        {
            var below = Quote.Path(path, member.Name);
            if (!seen.TryAdd(member.Name, member.Name))
                mistakes.Add(member.Origin,
                    $"{below} differs from '{Quote.Shorten(seen[member.Name])}' only in upper and lower case, which this section "
                        + "ignores; keep one of them");
            else if (member.Name.Contains(':'))
                mistakes.Add(member.Origin, $"{below} has ':' in its name; use nested objects");
            else
                read.Add(member.Name, Any(member.Value, below, depth + 1));
        }
        return read;
    }

    private JsonValue? Number(NumberNode node, string path)
    {
        var value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value) && IsExact(node.Text, value))
            return JsonValue.Create(value);
        mistakes.Add(node.Origin, $"{path} is {Quote.Value(node)}, which cannot be stored exactly as a double");
        return null;
    }

    private static bool IsExact(string text, double value) =>
        text.AsSpan().ContainsAny('.', 'e', 'E')
            || BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) == new BigInteger(value);

    // Refuses nesting that is too deep: several layers and --set together can be nested deeper than the limit for one file.
    private JsonNode? TooDeep(Node node, string path)
    {
        mistakes.Add(node.Origin,
            string.Create(CultureInfo.InvariantCulture, $"{Quote.Shorten(path)} is nested more than {StrictJson.Deepest} levels"));
        return null;
    }
}
