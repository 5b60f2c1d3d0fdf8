using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>Finds members of an API by the key that the runtime would look for, on the named type or one that it derives from.</summary>
internal sealed class MemberIndex(IReadOnlyList<ApiType> api)
{
    private readonly Dictionary<string, ApiType> _types = api.ToDictionary(t => t.Name);

    public ApiType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>Finds a member with its declaring type; null where there is none.</summary>
    public (ApiType Type, ApiMember Member)? Find(NamedType owner, string key)
    {
        for (var (name, type) = (owner, FindType(owner.Name)); type is not null; type = FindType(name.Name))
        {
            var arguments = type.GenericParameters.Zip(name.Arguments).ToDictionary(p => p.First.Name, p => p.Second);
            if (type.Members.Find(m => MemberKey.Of(m, arguments).Contains(key)) is { } member)
            {
                return (type, member);
            }
            name = (NamedType)(type.Base ?? new NamedType("System.Object")).Substitute(arguments);
        }
        return null;
    }
}
