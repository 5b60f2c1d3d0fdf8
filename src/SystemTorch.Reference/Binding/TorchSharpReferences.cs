using System.Reflection.Metadata;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Binding;

/// <summary>A member of TorchSharp that an assembly needs, on the type that it names.</summary>
internal sealed record MemberUse(NamedType Owner, string Key);

/// <summary>Collects the types and members of TorchSharp that an assembly refers to.</summary>
internal sealed class TorchSharpReferences
{
    /// <summary>More generic parameters than any signature has; positions beyond a member's own are never read.</summary>
    private const int MaximumArity = 32;
    private static readonly GenericNames s_positions = new(MemberKey.TypePositions(MaximumArity), MemberKey.MethodPositions(MaximumArity));

    private readonly MetadataReader _reader;
    private readonly HashSet<string> _types;

    public TorchSharpReferences(MetadataReader reader)
    {
        _reader = reader;
        _types = [.. reader.TypeReferences.Where(IsOfTorchSharp).Select(h => MetadataNames.Of(reader, h))];
    }

    public IEnumerable<string> Types => _types;

    public IEnumerable<MemberUse> Members() => _reader.MemberReferences.Select(_reader.GetMemberReference).Select(Use).OfType<MemberUse>();

    private MemberUse? Use(MemberReference member)
    {
        if (Owner(member.Parent) is not { } owner)
        {
            return null;
        }
        var name = _reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return new MemberUse(owner, MemberKey.OfField(name, member.DecodeFieldSignature(SignatureNames.Instance, s_positions)));
        }
        var signature = member.DecodeMethodSignature(SignatureNames.Instance, s_positions);
        return new MemberUse(owner, MemberKey.OfMethod(name, !signature.Header.IsInstance, signature.GenericParameterCount, signature.ReturnType, signature.ParameterTypes));
    }

    /// <summary>The TorchSharp type that a member reference's parent stands for; null for a type of another assembly or an array.</summary>
    private NamedType? Owner(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => IsOfTorchSharp((TypeReferenceHandle)parent) ? new NamedType(MetadataNames.Of(_reader, parent)) : null,
        HandleKind.TypeSpecification => SignatureNames.Of(_reader, parent, s_positions) is NamedType named && _types.Contains(named.Name) ? Open(named) : null,
        _ => null,
    };

    /// <summary>Signatures of a generic type's members speak of its parameters, whatever the arguments.</summary>
    private static NamedType Open(NamedType type) =>
        new(type.Name, [.. MemberKey.TypePositions(type.Arguments.Count).Select(p => new ParameterType(p))]);

    private bool IsOfTorchSharp(TypeReferenceHandle handle)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfTorchSharp((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader.StringComparer.Equals(
                _reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name, TorchSharpApi.AssemblyName),
            _ => false,
        };
    }
}
