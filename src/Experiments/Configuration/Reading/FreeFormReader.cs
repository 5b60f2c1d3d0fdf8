using System.Globalization;
using System.Text.Json.Nodes;

namespace Experiments.Configuration.Reading;

/// <summary>
/// Reads a section whose keys belong to somebody else (Serilog's). What it holds must survive Microsoft.Extensions.Configuration,
/// where keys ignore case and ':' separates them, and canonical JSON, where numbers are doubles.
/// </summary>
internal sealed class FreeFormReader(MistakeList mistakes)
{
    /// <summary>The section, unchanged; it must be an object.</summary>
    public JsonNode? Read(Node node, string path)
    {
        if (node is ObjectNode)
            return Any(node, path);
        mistakes.Add(node.Origin, $"{path} is {ScalarReader.Given(node)}; an object is expected");
        return null;
    }

    private JsonNode? Any(Node node, string path) => node switch
    {
        ObjectNode members => Members(members, path),
        ListNode list => new JsonArray([.. list.Items.Select((item, i) => Any(item, Quote.Path(path, i.ToString(CultureInfo.InvariantCulture))))]),
        TextNode text => JsonValue.Create(text.Value),
        NumberNode number => Number(number, path),
        BooleanNode boolean => JsonValue.Create(boolean.Value),
        _ => null,
    };

    private JsonObject Members(ObjectNode node, string path)
    {
        var read = new JsonObject();
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in node.Members)
        {
            var below = Quote.Path(path, member.Name);
            if (!seen.TryAdd(member.Name, member.Name))
                mistakes.Add(member.Origin, $"{below} differs from '{Quote.Shorten(seen[member.Name])}' in case only, and this section ignores case; keep one of them");
            else if (member.Name.Contains(':'))
                mistakes.Add(member.Origin, $"{below} has ':' in its name; write nested objects");
            else
                read.Add(member.Name, Any(member.Value, below));
        }
        return read;
    }

    private JsonValue? Number(NumberNode node, string path)
    {
        var value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
            return JsonValue.Create(value);
        mistakes.Add(node.Origin, $"{path} is {Quote.Value(node)}, which is larger than any number that can be kept");
        return null;
    }
}
