namespace SystemTorch.Reference.Surface;

/// <summary>Writes types and members as the API list does, one a line, in ordinal order.</summary>
public static class ApiListWriter
{
    public static IReadOnlyList<string> Write(IEnumerable<ApiType> types)
    {
        var lines = types.SelectMany(t => t.Members.Select(m => Line(t, m)).Prepend(Line(t))).ToList();
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The line of a type itself.</summary>
    public static string Line(ApiType type)
    {
        var kind = TypeLine.Kinds.First(k => k.Value == type.Kind).Key;
        var inherits = type.Base is null ? "" : $" : {type.Base}";
        var implements = type.Interfaces.Count == 0 ? "" : $" implements {string.Join(", ", type.Interfaces)}";
        return $"{type.Self} : {kind}{inherits}{implements}{Constraints(type.GenericParameters)}";
    }

    /// <summary>The line of a member of a type.</summary>
    public static string Line(ApiType type, ApiMember member) => $"{type.Self}.{member switch
    {
        ApiMethod m => $"{m.Name}{Generics(m)}({Parameters(m.Parameters)}) : {Modifiers(m)}{Returns(m)}{(m.IsExtension ? " [extension]" : "")}{Constraints(m.GenericParameters)}",
        ApiProperty p => $"{p.Name}{(p.Index.Count == 0 ? "" : $"[{Parameters(p.Index)}]")} : {Static(p)}property {p.Type} {{{(p.CanRead ? " get;" : "")}{(p.CanWrite ? " set;" : "")} }}",
        ApiField f => $"{f.Name} : {Static(f)}field {f.Type}{(f.Constant is null ? "" : $" = {f.Constant}")}",
        ApiEvent e => $"{e.Name} : {Static(e)}event {e.Type}",
        _ => throw new ArgumentException($"Not a member: {member}.", nameof(member)),
    }}";

    private static string Static(ApiMember member) => member.IsStatic ? "static " : "";

    private static string Returns(ApiMethod method) => method.IsConstructor ? "constructor" : method.Returns.ToString();

    private static string Generics(ApiMethod method) =>
        method.GenericParameters.Count == 0 ? "" : $"<{string.Join(", ", method.GenericParameters.Select(p => p.Name))}>";

    private static string Modifiers(ApiMethod method) =>
        (method.IsProtected ? "protected " : "") + Static(method) + (method.IsAbstract ? "abstract " : method.IsVirtual ? "virtual " : "");

    private static string Parameters(IEnumerable<ApiParameter> parameters) => string.Join(", ", parameters.Select(p =>
        $"{(p.IsParams ? "params " : "")}{(p.IsOut ? "out " : "")}{p.Type} {p.Name}{(p.Default is null ? "" : $" = {p.Default}")}"));

    private static string Constraints(IEnumerable<TypeParameter> parameters) => string.Concat(parameters.Where(p => p.IsConstrained).Select(p =>
        $" where {p.Name} : {string.Join(", ", Parts(p))}"));

    private static IEnumerable<string> Parts(TypeParameter parameter)
    {
        string[] special = parameter.Special is null ? [] : [parameter.Special];
        string[] constructor = parameter.HasConstructor ? ["new()"] : [];
        return special.Concat(parameter.Types.Select(t => t.ToString()!)).Concat(constructor);
    }
}
