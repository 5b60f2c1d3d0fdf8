namespace SystemTorch.Reference.Surface;

/// <summary>A type as the API list writes it; <see cref="object.ToString"/> gives that text back.</summary>
public abstract record TypeExpression
{
    /// <summary>Replaces generic parameters by the arguments that they stand for; others stay.</summary>
    public abstract TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments);
}

/// <summary>A class, struct, interface, enum or delegate, with the arguments of its declaring types first.</summary>
public sealed record NamedType(string Name, IReadOnlyList<TypeExpression> Arguments) : TypeExpression
{
    public NamedType(string name) : this(name, [])
    {
    }

    public override TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments) =>
        Arguments.Count == 0 ? this : new NamedType(Name, [.. Arguments.Select(a => a.Substitute(arguments))]);

    public override string ToString() => Arguments.Count == 0 ? Name : $"{Name}<{string.Join(", ", Arguments)}>";
}

/// <summary>A generic parameter, by its bare name.</summary>
public sealed record ParameterType(string Name) : TypeExpression
{
    public override TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments) =>
        arguments.TryGetValue(Name, out var argument) ? argument : this;

    public override string ToString() => Name;
}

/// <summary>An array; more than one dimension is written <c>T[,]</c>.</summary>
public sealed record ArrayType(TypeExpression Element, int Rank) : TypeExpression
{
    public override TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments) => new ArrayType(Element.Substitute(arguments), Rank);

    public override string ToString() => $"{Element}[{new string(',', Rank - 1)}]";
}

/// <summary>A by-reference type, <c>T&amp;</c>.</summary>
public sealed record ReferenceType(TypeExpression Element) : TypeExpression
{
    public override TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments) => new ReferenceType(Element.Substitute(arguments));

    public override string ToString() => $"{Element}&";
}

/// <summary>A pointer, <c>T*</c>.</summary>
public sealed record PointerType(TypeExpression Element) : TypeExpression
{
    public override TypeExpression Substitute(IReadOnlyDictionary<string, TypeExpression> arguments) => new PointerType(Element.Substitute(arguments));

    public override string ToString() => $"{Element}*";
}
