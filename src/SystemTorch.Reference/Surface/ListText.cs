namespace SystemTorch.Reference.Surface;

/// <summary>Reads the pieces that type and member lines share: types, lists of types, constraints.</summary>
internal static class ListText
{
    /// <summary>Cuts text at commas that stand outside brackets and quotes.</summary>
    public static IEnumerable<string> SplitAtCommas(string text)
    {
        int depth = 0, start = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            depth += quoted ? 0 : text[i] switch { '<' or '[' or '(' => 1, '>' or ']' or ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0 && !quoted)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }
        if (text.Length > start)
        {
            yield return text[start..].Trim();
        }
    }

    /// <summary>Reads a type; a name without a dot is a generic parameter.</summary>
    public static TypeExpression ParseType(string text)
    {
        if (text.EndsWith('&'))
        {
            return new ReferenceType(ParseType(text[..^1]));
        }
        if (text.EndsWith('*'))
        {
            return new PointerType(ParseType(text[..^1]));
        }
        if (text.EndsWith(']'))
        {
            var open = text.LastIndexOf('[');
            return new ArrayType(ParseType(text[..open]), text.Length - open - 1);
        }
        return text.Contains('.', StringComparison.Ordinal) ? ParseNamed(text) : new ParameterType(text);
    }

    /// <summary>Reads a class, struct, interface, enum or delegate with its arguments.</summary>
    public static NamedType ParseNamed(string text)
    {
        var (name, arguments) = SplitArguments(text);
        return new NamedType(name, [.. arguments.Select(ParseType)]);
    }

    /// <summary>Takes <c>NAME&lt;A, B&gt;</c> apart.</summary>
    public static (string Name, IReadOnlyList<string> Arguments) SplitArguments(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? (text, []) : (text[..open], [.. SplitAtCommas(text[(open + 1)..^1])]);
    }

    /// <summary>Takes the constraints off a line's end.</summary>
    public static (string Text, IReadOnlyList<TypeParameter> Parameters) ParseConstraints(string text, IEnumerable<string> names)
    {
        var clauses = text.Split(" where ");
        var constrained = clauses.Skip(1).Select(ParseConstraint).ToDictionary(p => p.Name);
        return (clauses[0], [.. names.Select(n => constrained.GetValueOrDefault(n) ?? new TypeParameter(n, null, [], false))]);
    }

    private static TypeParameter ParseConstraint(string clause)
    {
        var colon = clause.IndexOf(" : ", StringComparison.Ordinal);
        var parts = SplitAtCommas(clause[(colon + 3)..]).ToList();
        var special = parts.FirstOrDefault(p => p is "unmanaged" or "struct" or "class");
        return new TypeParameter(clause[..colon], special,
            [.. parts.Where(p => p != special && p != "new()").Select(ParseType)], parts.Contains("new()"));
    }
}
