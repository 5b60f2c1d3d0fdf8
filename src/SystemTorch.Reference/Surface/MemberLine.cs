namespace SystemTorch.Reference.Surface;

/// <summary>Reads a member's line; the text after the colon says whether it is a property, a field, an event, a constructor or a method.</summary>
internal static class MemberLine
{
    private const string Extension = " [extension]";
    private static readonly TypeExpression s_void = new NamedType("System.Void");

    public static (string Owner, ApiMember Member) Parse(string head, string text)
    {
        var (path, parameters) = SplitParameters(head);
        var dot = LastDot(path);
        var owner = ListText.SplitArguments(path[..dot]).Name;
        var name = path[(dot + 1)..];
        var modifiers = TakeModifiers(ref text);
        return (owner, Create(name, parameters, text, modifiers));
    }

    private static ApiMember Create(string name, IReadOnlyList<ApiParameter> parameters, string text, HashSet<string> modifiers)
    {
        var isStatic = modifiers.Contains("static");
        if (text.StartsWith("property ", StringComparison.Ordinal))
        {
            var brace = text.IndexOf(" {", StringComparison.Ordinal);
            var accessors = text[brace..];
            return new ApiProperty(name, isStatic, ListText.ParseType(text["property ".Length..brace]), parameters,
                accessors.Contains(" get;", StringComparison.Ordinal), accessors.Contains(" set;", StringComparison.Ordinal));
        }
        if (text.StartsWith("field ", StringComparison.Ordinal))
        {
            var parts = text["field ".Length..].Split(" = ", 2);
            return new ApiField(name, isStatic, ListText.ParseType(parts[0]), parts.Length == 2 ? parts[1] : null);
        }
        return text.StartsWith("event ", StringComparison.Ordinal)
            ? new ApiEvent(name, isStatic, ListText.ParseType(text["event ".Length..]))
            : CreateMethod(name, parameters, text, modifiers);
    }

    private static ApiMethod CreateMethod(string head, IReadOnlyList<ApiParameter> parameters, string text, HashSet<string> modifiers)
    {
        var (name, arguments) = ListText.SplitArguments(head);
        var (rest, generics) = ListText.ParseConstraints(text, arguments);
        var isExtension = rest.EndsWith(Extension, StringComparison.Ordinal);
        var returns = isExtension ? rest[..^Extension.Length] : rest;
        return new ApiMethod(name, modifiers.Contains("static"), returns == "constructor" ? s_void : ListText.ParseType(returns), parameters)
        {
            GenericParameters = generics,
            IsProtected = modifiers.Contains("protected"),
            IsAbstract = modifiers.Contains("abstract"),
            IsVirtual = modifiers.Contains("virtual"),
            IsExtension = isExtension,
        };
    }

    private static HashSet<string> TakeModifiers(ref string text)
    {
        var found = new HashSet<string>();
        while (text.Split(' ', 2) is ["protected" or "static" or "abstract" or "virtual", _] words)
        {
            found.Add(words[0]);
            text = words[1];
        }
        return found;
    }

    private static (string Path, IReadOnlyList<ApiParameter> Parameters) SplitParameters(string head)
    {
        var open = head.IndexOfAny(['(', '[']);
        return open < 0 ? (head, []) : (head[..open], [.. ListText.SplitAtCommas(head[(open + 1)..^1]).Select(ParseParameter)]);
    }

    private static ApiParameter ParseParameter(string text)
    {
        var isParams = TakePrefix(ref text, "params ");
        var isOut = TakePrefix(ref text, "out ");
        var parts = text.Split(" = ", 2);
        var space = parts[0].LastIndexOf(' ');
        return new ApiParameter(parts[0][(space + 1)..], ListText.ParseType(parts[0][..space]), parts.Length == 2 ? parts[1] : null, isParams, isOut);
    }

    private static bool TakePrefix(ref string text, string prefix)
    {
        var present = text.StartsWith(prefix, StringComparison.Ordinal);
        text = present ? text[prefix.Length..] : text;
        return present;
    }

    private static int LastDot(string path)
    {
        var depth = 0;
        for (var i = path.Length - 1; i >= 0; i--)
        {
            depth += path[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (path[i] == '.' && depth == 0)
            {
                return i;
            }
        }
        throw new FormatException($"No type in the member name \"{path}\".");
    }
}
