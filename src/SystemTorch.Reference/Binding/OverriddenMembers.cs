using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>
/// Finds the members of TorchSharp's classes that an assembly overrides. Nothing refers to them in metadata: where the base class lacks the
/// virtual method, the override silently becomes a method of its own that nobody calls.
/// </summary>
internal static class OverriddenMembers
{
    /// <summary>Every class has these, whether or not TorchSharp's overrides them too.</summary>
    private static readonly string[] s_ofObject = ["Equals", "Finalize", "GetHashCode", "ToString"];

    public static IEnumerable<MemberUse> Of(MetadataReader reader, MemberIndex complete) =>
        from handle in reader.TypeDefinitions
        let ancestor = Ancestor(reader, handle)
        where ancestor is not null && complete.FindType(ancestor.Name) is not null
        from method in Overrides(reader, handle)
        let use = new MemberUse(ancestor, Key(reader, handle, method))
        where complete.Find(use.Owner, use.Key) is not null
        select use;

    private static IEnumerable<MethodDefinition> Overrides(MetadataReader reader, TypeDefinitionHandle type) => reader.GetTypeDefinition(type).GetMethods()
        .Select(reader.GetMethodDefinition)
        .Where(m => m.Attributes.HasFlag(MethodAttributes.Virtual) && !m.Attributes.HasFlag(MethodAttributes.NewSlot))
        .Where(m => !s_ofObject.Contains(reader.GetString(m.Name)));

    /// <summary>The first class outside the assembly that a type derives from; null for an interface.</summary>
    private static NamedType? Ancestor(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        if (type.BaseType.IsNil)
        {
            return null;
        }
        return type.BaseType.Kind == HandleKind.TypeDefinition
            ? Ancestor(reader, (TypeDefinitionHandle)type.BaseType)
            : (NamedType)SignatureNames.Of(reader, type.BaseType, GenericNames.Read(reader, type.GetGenericParameters()));
    }

    private static string Key(MetadataReader reader, TypeDefinitionHandle type, MethodDefinition method)
    {
        var names = GenericNames.Read(reader, reader.GetTypeDefinition(type).GetGenericParameters());
        var arity = method.GetGenericParameters().Count;
        var signature = method.DecodeSignature(SignatureNames.Instance, names with { OfMethod = MemberKey.MethodPositions(arity) });
        return MemberKey.OfMethod(reader.GetString(method.Name), isStatic: false, arity, signature.ReturnType, signature.ParameterTypes);
    }
}
