namespace SystemTorch.Reference.Surface;

/// <summary>A member of a type's public and protected surface.</summary>
public abstract record ApiMember(string Name, bool IsStatic);

/// <summary>A parameter; <paramref name="Default"/> is the default's text on the list, null where the argument is required.</summary>
public sealed record ApiParameter(string Name, TypeExpression Type, string? Default = null, bool IsParams = false, bool IsOut = false);

/// <summary>A method, operator or (named <c>new</c>) constructor.</summary>
public sealed record ApiMethod(string Name, bool IsStatic, TypeExpression Returns, IReadOnlyList<ApiParameter> Parameters) : ApiMember(Name, IsStatic)
{
    public const string ConstructorName = "new";

    public IReadOnlyList<TypeParameter> GenericParameters { get; init; } = [];

    public bool IsProtected { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsVirtual { get; init; }

    public bool IsExtension { get; init; }

    public bool IsConstructor => Name == ConstructorName;
}

/// <summary>A property or indexer.</summary>
public sealed record ApiProperty(string Name, bool IsStatic, TypeExpression Type, IReadOnlyList<ApiParameter> Index, bool CanRead, bool CanWrite)
    : ApiMember(Name, IsStatic);

/// <summary>A field; <paramref name="Constant"/> is a constant's text on the list.</summary>
public sealed record ApiField(string Name, bool IsStatic, TypeExpression Type, string? Constant) : ApiMember(Name, IsStatic);

/// <summary>An event.</summary>
public sealed record ApiEvent(string Name, bool IsStatic, TypeExpression Type) : ApiMember(Name, IsStatic);
