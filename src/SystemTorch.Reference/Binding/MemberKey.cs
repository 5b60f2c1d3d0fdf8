using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>
/// What the runtime matches when it binds a call or field access: the name, the number of generic parameters and the signature, with generic
/// parameters by position (<c>!0</c> of the type, <c>!!0</c> of the method).
/// </summary>
internal static class MemberKey
{
    public static string OfMethod(string name, bool isStatic, int arity, TypeExpression returns, IEnumerable<TypeExpression> parameters) =>
        $"{(isStatic ? "static " : "")}{returns} {name}`{arity}({string.Join(", ", parameters)})";

    public static string OfField(string name, TypeExpression type) => $"{type} {name}";

    /// <summary>Positional names of a type's generic parameters.</summary>
    public static IReadOnlyList<string> TypePositions(int count) => [.. Enumerable.Range(0, count).Select(i => $"!{i}")];

    /// <summary>Positional names of a method's generic parameters.</summary>
    public static IReadOnlyList<string> MethodPositions(int count) => [.. Enumerable.Range(0, count).Select(i => $"!!{i}")];

    /// <summary>The keys under which code refers to a member; a property has one for each accessor.</summary>
    public static IEnumerable<string> Of(ApiMember member, IReadOnlyDictionary<string, TypeExpression> typeArguments)
    {
        switch (member)
        {
            case ApiField field:
                yield return OfField(field.Name, field.Type.Substitute(typeArguments));
                break;
            case ApiMethod method:
                yield return OfMethod(method, typeArguments);
                break;
            case ApiProperty property:
                var type = property.Type.Substitute(typeArguments);
                var index = property.Index.Select(p => p.Type.Substitute(typeArguments)).ToList();
                if (property.CanRead)
                {
                    yield return OfMethod("get_" + property.Name, property.IsStatic, 0, type, index);
                }
                if (property.CanWrite)
                {
                    yield return OfMethod("set_" + property.Name, property.IsStatic, 0, new NamedType("System.Void"), index.Append(type));
                }
                break;
        }
    }

    private static string OfMethod(ApiMethod method, IReadOnlyDictionary<string, TypeExpression> typeArguments)
    {
        var arguments = new Dictionary<string, TypeExpression>(typeArguments);
        foreach (var (name, position) in method.GenericParameters.Select(p => p.Name).Zip(MethodPositions(method.GenericParameters.Count)))
        {
            arguments[name] = new ParameterType(position);
        }
        return OfMethod(method.IsConstructor ? ".ctor" : method.Name, method.IsStatic, method.GenericParameters.Count,
            method.Returns.Substitute(arguments), method.Parameters.Select(p => p.Type.Substitute(arguments)));
    }
}
