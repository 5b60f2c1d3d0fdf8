using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>Finds members of an API by the key that the runtime would look for, on the named type or one that it derives from.</summary>
internal sealed class MemberIndex(IReadOnlyList<ApiType> api)
{
    private readonly Dictionary<string, ApiType> _types = api.ToDictionary(t => t.Name);

    private readonly Dictionary<string, Dictionary<string, ApiMember>> _members = [];

    public ApiType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>Finds a member with its declaring type; null where there is none.</summary>
    public (ApiType Type, ApiMember Member)? Find(NamedType owner, string key)
    {
        for (var (name, type) = (owner, FindType(owner.Name)); type is not null; type = FindType(name.Name))
        {
            var arguments = type.GenericParameters.Zip(name.Arguments).ToDictionary(p => p.First.Name, p => p.Second);
            if (MembersOf(name, type, arguments).TryGetValue(key, out var member))
            {
                return (type, member);
            }
            name = (NamedType)(type.Base ?? new NamedType("System.Object")).Substitute(arguments);
        }
        return null;
    }

    private Dictionary<string, ApiMember> MembersOf(NamedType name, ApiType type, Dictionary<string, TypeExpression> arguments)
    {
        if (!_members.TryGetValue(name.ToString(), out var members))
        {
            _members[name.ToString()] = members = [];
            foreach (var (key, member) in type.Members.SelectMany(m => MemberKey.Of(m, arguments).Select(k => (k, m))))
            {
                members.TryAdd(key, member);
            }
        }
        return members;
    }
}
