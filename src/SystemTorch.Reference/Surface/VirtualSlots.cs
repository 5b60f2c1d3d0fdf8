namespace SystemTorch.Reference.Surface;

/// <summary>Says which virtual methods override one of a base class: the list calls both <c>virtual</c>.</summary>
/// <param name="types">The types of the list, by name.</param>
/// <param name="isVirtual">Whether a class outside the list has a virtual method of this name and number of parameters, itself or by inheritance.</param>
internal sealed class VirtualSlots(IReadOnlyDictionary<string, ApiType> types, Func<NamedType, string, int, bool> isVirtual)
{
    private static readonly NamedType s_object = new("System.Object");

    public bool Overrides(ApiType type, string name, IReadOnlyList<TypeExpression> parameters, Func<ApiType, ApiMember, string, bool> declares)
    {
        var ancestor = type.Base ?? s_object;
        while (types.TryGetValue(ancestor.Name, out var known))
        {
            var arguments = known.GenericParameters.Zip(ancestor.Arguments).ToDictionary(p => p.First.Name, p => p.Second);
            if (known.Members.Any(m => declares(known, m, name) && SameParameters(m, arguments, parameters)))
            {
                return true;
            }
            ancestor = (NamedType)(known.Base ?? s_object).Substitute(arguments);
        }
        return isVirtual(ancestor, name, parameters.Count);
    }

    private static bool SameParameters(ApiMember member, Dictionary<string, TypeExpression> arguments, IReadOnlyList<TypeExpression> parameters)
    {
        var own = member switch { ApiMethod m => m.Parameters, ApiProperty p => p.Index, _ => [] };
        return own.Select(p => p.Type.Substitute(arguments).ToString()).SequenceEqual(parameters.Select(p => p.ToString()));
    }
}
