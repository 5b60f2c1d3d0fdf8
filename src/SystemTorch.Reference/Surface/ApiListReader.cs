namespace SystemTorch.Reference.Surface;

/// <summary>Reads the API list (one type or member a line; <see cref="ApiListWriter"/> writes the format) into types with members.</summary>
public static class ApiListReader
{
    /// <summary>Reads the lines of a list, in any order.</summary>
    public static IReadOnlyList<ApiType> Read(IEnumerable<string> lines)
    {
        var entries = lines.Select(Split).ToList();
        var types = entries.Where(e => TypeLine.IsType(e.Text)).Select(e => TypeLine.Parse(e.Head, e.Text)).ToDictionary(t => t.Name);
        foreach (var (head, text) in entries.Where(e => !TypeLine.IsType(e.Text)))
        {
            var (owner, member) = MemberLine.Parse(head, text);
            if (!types.TryGetValue(owner, out var type))
            {
                throw new FormatException($"The list has no type \"{owner}\" for its member \"{head}\".");
            }
            type.Members.Add(member);
        }
        return [.. types.Values];
    }

    private static (string Head, string Text) Split(string line)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        return colon < 0 ? throw new FormatException($"No \" : \" in the line \"{line}\".") : (line[..colon], line[(colon + 3)..]);
    }
}
