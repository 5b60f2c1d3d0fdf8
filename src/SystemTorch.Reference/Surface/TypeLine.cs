namespace SystemTorch.Reference.Surface;

/// <summary>Reads a type's line: <c>NAME : KIND[ : BASE][ implements A, B][ where …]</c>.</summary>
internal static class TypeLine
{
    public static readonly IReadOnlyDictionary<string, TypeKind> Kinds = new Dictionary<string, TypeKind>
    {
        ["class"] = TypeKind.Class,
        ["static class"] = TypeKind.StaticClass,
        ["abstract class"] = TypeKind.AbstractClass,
        ["struct"] = TypeKind.Struct,
        ["interface"] = TypeKind.Interface,
        ["enum"] = TypeKind.Enum,
        ["delegate"] = TypeKind.Delegate,
    };

    public static bool IsType(string text) => Kinds.ContainsKey(KindWord(text));

    public static ApiType Parse(string head, string text)
    {
        var (name, arguments) = ListText.SplitArguments(head);
        var kind = KindWord(text);
        var (rest, parameters) = ListText.ParseConstraints(text[kind.Length..], arguments);
        var clauses = rest.Split(" implements ");
        return new ApiType(name, Kinds[kind])
        {
            GenericParameters = parameters,
            Base = clauses[0].Length == 0 ? null : ListText.ParseNamed(clauses[0][" : ".Length..]),
            Interfaces = clauses.Length == 1 ? [] : [.. ListText.SplitAtCommas(clauses[1]).Select(ListText.ParseNamed)],
        };
    }

    private static string KindWord(string text)
    {
        var words = text.Split(' ');
        return words.Length > 1 && words[1] == "class" ? $"{words[0]} class" : words[0];
    }
}
