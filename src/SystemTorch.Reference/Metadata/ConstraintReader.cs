using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Reads generic parameters with their constraints.</summary>
internal static class ConstraintReader
{
    public static IReadOnlyList<TypeParameter> Read(MetadataReader reader, GenericParameterHandleCollection handles, GenericNames names) =>
        [.. handles.Select(h => Read(reader, reader.GetGenericParameter(h), names))];

    private static TypeParameter Read(MetadataReader reader, GenericParameter parameter, GenericNames names)
    {
        var isValueType = parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var special = isValueType
            ? AttributeNames.Has(reader, parameter.GetCustomAttributes(), "System.Runtime.CompilerServices.IsUnmanagedAttribute") ? "unmanaged" : "struct"
            : parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : null;
        var types = parameter.GetConstraints().Select(c => SignatureNames.Of(reader, reader.GetGenericParameterConstraint(c).Type, names))
            .Where(t => t is not NamedType { Name: "System.ValueType" });
        var hasConstructor = !isValueType && parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint);
        return new TypeParameter(reader.GetString(parameter.Name), special, [.. types], hasConstructor);
    }
}
