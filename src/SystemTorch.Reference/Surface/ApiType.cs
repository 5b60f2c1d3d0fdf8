namespace SystemTorch.Reference.Surface;

/// <summary>The kinds of type that the API list tells apart.</summary>
public enum TypeKind
{
    Class,
    StaticClass,
    AbstractClass,
    Struct,
    Interface,
    Enum,
    Delegate,
}

/// <summary>A generic parameter and its constraints: <c>unmanaged</c>, <c>struct</c> or <c>class</c>, then types, then <c>new()</c>.</summary>
public sealed record TypeParameter(string Name, string? Special, IReadOnlyList<TypeExpression> Types, bool HasConstructor)
{
    public bool IsConstrained => Special is not null || Types.Count > 0 || HasConstructor;
}

/// <summary>A public or protected type of an assembly, with its public and protected members.</summary>
public sealed class ApiType(string name, TypeKind kind)
{
    /// <summary>The full name without generic arguments; declaring types are separated by a dot, as namespaces are.</summary>
    public string Name { get; } = name;

    public TypeKind Kind { get; } = kind;

    public IReadOnlyList<TypeParameter> GenericParameters { get; init; } = [];

    /// <summary>The base class where it says more than the kind does.</summary>
    public NamedType? Base { get; init; }

    /// <summary>Every interface, inherited ones included, in ordinal order.</summary>
    public IReadOnlyList<NamedType> Interfaces { get; init; } = [];

    public List<ApiMember> Members { get; } = [];

    public bool IsValueType => Kind is TypeKind.Struct or TypeKind.Enum;

    public NamedType Self => new(Name, [.. GenericParameters.Select(p => new ParameterType(p.Name))]);
}
