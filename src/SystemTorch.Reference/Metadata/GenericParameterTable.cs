using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Collects generic parameters and writes them last, because metadata wants them sorted by owner.</summary>
internal sealed class GenericParameterTable(MetadataBuilder metadata, TypeTable types, AttributeWriter attributes)
{
    private readonly List<(EntityHandle Owner, IReadOnlyList<TypeParameter> All, IReadOnlyList<TypeParameter> Scope, SignatureWriter Signatures)> _owners = [];

    /// <param name="owner">The type or method.</param>
    /// <param name="parameters">Its generic parameters.</param>
    /// <param name="scope">Those that constraints may name beside the type's: a method's own.</param>
    /// <param name="signatures">Encodes constraints.</param>
    public void Add(EntityHandle owner, IReadOnlyList<TypeParameter> parameters, IReadOnlyList<TypeParameter> scope, SignatureWriter signatures) =>
        _owners.Add((owner, parameters, scope, signatures));

    public void Write()
    {
        foreach (var (owner, parameters, scope, signatures) in _owners.OrderBy(o => CodedIndex.TypeOrMethodDef(o.Owner)))
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                var handle = metadata.AddGenericParameter(owner, Attributes(parameters[i]), metadata.GetOrAddString(parameters[i].Name), i);
                WriteConstraints(handle, parameters[i], scope, signatures);
            }
        }
    }

    private void WriteConstraints(GenericParameterHandle handle, TypeParameter parameter, IReadOnlyList<TypeParameter> scope, SignatureWriter signatures)
    {
        if (parameter.Special == "unmanaged")
        {
            attributes.Add(handle, "System.Runtime.CompilerServices.IsUnmanagedAttribute");
            metadata.AddGenericParameterConstraint(handle, signatures.UnmanagedConstraint());
        }
        else if (parameter.Special == "struct")
        {
            metadata.AddGenericParameterConstraint(handle, types.Handle("System.ValueType"));
        }
        foreach (var constraint in parameter.Types)
        {
            metadata.AddGenericParameterConstraint(handle, signatures.Handle(constraint, scope));
        }
    }

    private static GenericParameterAttributes Attributes(TypeParameter parameter) => parameter.Special switch
    {
        "unmanaged" or "struct" => GenericParameterAttributes.NotNullableValueTypeConstraint | GenericParameterAttributes.DefaultConstructorConstraint,
        "class" => GenericParameterAttributes.ReferenceTypeConstraint,
        _ => GenericParameterAttributes.None,
    } | (parameter.HasConstructor ? GenericParameterAttributes.DefaultConstructorConstraint : GenericParameterAttributes.None);
}
