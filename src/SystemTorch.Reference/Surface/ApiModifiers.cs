namespace SystemTorch.Reference.Surface;

/// <summary>
/// What the API list does not say about a type or member: lines <c>WORD NAME</c>, where WORD is one of
/// <c>abstract</c>, <c>virtual</c> (a property), <c>protected</c> (a property or field), <c>protected-set</c>, <c>readonly</c> (a field),
/// <c>sealed</c>, <c>managed</c> (a struct that holds references) or the underlying type of an enum; and, in the list's own format,
/// types that listed members mention but that are not part of the surface.
/// </summary>
public sealed class ApiModifiers
{
    private readonly ILookup<string, string> _words;

    public ApiModifiers(IEnumerable<string> lines)
    {
        var told = lines.Where(l => l.Length > 0 && l[0] != '#').ToLookup(l => l.Contains(" : ", StringComparison.Ordinal));
        _words = told[false].Select(l => l.Split(' ')).ToLookup(p => p[1], p => p[0]);
        HiddenTypes = ApiListReader.Read(told[true]);
    }

    /// <summary>Types that listed members mention, but that are internal or left out of the list.</summary>
    public IReadOnlyList<ApiType> HiddenTypes { get; }

    public bool Has(string word, ApiType type) => _words[type.Name].Contains(word);

    public bool Has(string word, ApiType type, ApiMember member) => _words[$"{type.Name}.{member.Name}"].Contains(word);

    /// <summary>The type that an enum's values are stored as.</summary>
    public NamedType Underlying(ApiType type) =>
        new(_words[type.Name].FirstOrDefault(w => w.StartsWith("System.", StringComparison.Ordinal)) ?? "System.Int32");
}
