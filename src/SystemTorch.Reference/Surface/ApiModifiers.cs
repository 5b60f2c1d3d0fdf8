namespace SystemTorch.Reference.Surface;

/// <summary>
/// What the API list does not say about its lines: <c>WORDS | LINE</c>. The words are <c>abstract</c> and <c>virtual</c> (a property),
/// <c>newslot</c> (a virtual member that overrides none), <c>protected</c> (a property or field), <c>protected-set</c>, <c>readonly</c>, <c>sealed</c>,
/// <c>managed</c> (a struct that holds references), an enum's underlying type, <c>obsolete</c>, <c>unusable</c> (obsolete as an error),
/// <c>nullable:R:P1:P2</c> and <c>names:R:P1:P2</c> (nullability and tuple element names of what is returned and of each parameter), and
/// <c>hidden</c> for types that listed members mention but that are not part of the surface.
/// </summary>
public sealed class ApiModifiers
{
    private static readonly ModifierWords s_none = new([]);
    private readonly Dictionary<string, ModifierWords> _words;

    public ApiModifiers(IEnumerable<string> lines)
    {
        var entries = lines.Select(l => l.Split(" | ", 2)).ToList();
        _words = entries.ToDictionary(e => e[1], e => new ModifierWords(e[0].Split(' ')));
        HiddenTypes = ApiListReader.Read(entries.Where(e => _words[e[1]].Has("hidden")).Select(e => e[1]));
    }

    /// <summary>Types that listed members mention, but that are internal or left out of the list.</summary>
    public IReadOnlyList<ApiType> HiddenTypes { get; }

    public ModifierWords Of(ApiType type) => _words.GetValueOrDefault(ApiListWriter.Line(type), s_none);

    public ModifierWords Of(ApiType type, ApiMember member) => _words.GetValueOrDefault(ApiListWriter.Line(type, member), s_none);
}
