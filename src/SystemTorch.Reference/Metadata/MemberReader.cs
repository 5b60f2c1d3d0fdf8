using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Reads the visible members of a type.</summary>
internal sealed class MemberReader(MetadataReader reader)
{
    private readonly ConstantText _constants = new(reader);

    public IEnumerable<(ApiMember Member, EntityHandle Handle)> Read(TypeDefinition type, GenericNames names)
    {
        var accessors = Accessors(type);
        foreach (var handle in type.GetMethods().Where(h => !accessors.Contains(h)))
        {
            var method = reader.GetMethodDefinition(handle);
            if (Visibility.IsVisible(method.Attributes) && !reader.StringComparer.Equals(method.Name, ".cctor"))
            {
                yield return (ReadMethod(type, method), handle);
            }
        }
        foreach (var handle in type.GetProperties())
        {
            if (ReadProperty(reader.GetPropertyDefinition(handle), names) is { } property)
            {
                yield return (property, handle);
            }
        }
        foreach (var handle in type.GetEvents())
        {
            if (ReadEvent(reader.GetEventDefinition(handle), names) is { } read)
            {
                yield return (read, handle);
            }
        }
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (Visibility.IsVisible(field.Attributes) && !field.Attributes.HasFlag(FieldAttributes.RTSpecialName))
            {
                yield return (ReadField(field, names), handle);
            }
        }
    }

    private HashSet<MethodDefinitionHandle> Accessors(TypeDefinition type)
    {
        var properties = type.GetProperties().Select(h => reader.GetPropertyDefinition(h).GetAccessors());
        var events = type.GetEvents().Select(h => reader.GetEventDefinition(h).GetAccessors());
        return [.. properties.SelectMany(a => new[] { a.Getter, a.Setter }), .. events.SelectMany(a => new[] { a.Adder, a.Remover, a.Raiser })];
    }

    private ApiMethod ReadMethod(TypeDefinition type, MethodDefinition method)
    {
        var names = GenericNames.Read(reader, type.GetGenericParameters(), method.GetGenericParameters());
        var signature = method.DecodeSignature(SignatureNames.Instance, names);
        var name = reader.GetString(method.Name);
        var isVirtual = method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final);
        return new ApiMethod(name == ".ctor" ? ApiMethod.ConstructorName : name, method.Attributes.HasFlag(MethodAttributes.Static),
            signature.ReturnType, ReadParameters(method, signature.ParameterTypes))
        {
            GenericParameters = ConstraintReader.Read(reader, method.GetGenericParameters(), names),
            IsProtected = Visibility.IsProtected(method.Attributes),
            IsAbstract = method.Attributes.HasFlag(MethodAttributes.Abstract),
            IsVirtual = isVirtual,
            IsExtension = AttributeNames.Has(reader, method.GetCustomAttributes(), "System.Runtime.CompilerServices.ExtensionAttribute"),
        };
    }

    private List<ApiParameter> ReadParameters(MethodDefinition method, IReadOnlyList<TypeExpression> types)
    {
        var rows = method.GetParameters().Select(reader.GetParameter).Where(p => p.SequenceNumber > 0).ToDictionary(p => p.SequenceNumber - 1);
        return [.. types.Select((t, i) => rows.TryGetValue(i, out var row) ? ReadParameter(row, t) : new ApiParameter("", t))];
    }

    private ApiParameter ReadParameter(Parameter parameter, TypeExpression type) => new(
        reader.GetString(parameter.Name), type,
        parameter.Attributes.HasFlag(ParameterAttributes.HasDefault) ? _constants.OfDefault(parameter.GetDefaultValue(), type) : null,
        AttributeNames.Has(reader, parameter.GetCustomAttributes(), "System.ParamArrayAttribute"),
        parameter.Attributes.HasFlag(ParameterAttributes.Out));

    private ApiProperty? ReadProperty(PropertyDefinition property, GenericNames names)
    {
        var (getter, setter) = (Visible(property.GetAccessors().Getter), Visible(property.GetAccessors().Setter));
        if ((getter ?? setter) is not { } accessor)
        {
            return null;
        }
        var signature = property.DecodeSignature(SignatureNames.Instance, names);
        return new ApiProperty(reader.GetString(property.Name), accessor.Attributes.HasFlag(MethodAttributes.Static), signature.ReturnType,
            ReadParameters(accessor, signature.ParameterTypes), getter is not null, setter is not null);
    }

    private ApiEvent? ReadEvent(EventDefinition definition, GenericNames names) => Visible(definition.GetAccessors().Adder) is { } adder
        ? new ApiEvent(reader.GetString(definition.Name), adder.Attributes.HasFlag(MethodAttributes.Static), SignatureNames.Of(reader, definition.Type, names))
        : null;

    private ApiField ReadField(FieldDefinition field, GenericNames names) => new(
        reader.GetString(field.Name), field.Attributes.HasFlag(FieldAttributes.Static), field.DecodeSignature(SignatureNames.Instance, names),
        field.Attributes.HasFlag(FieldAttributes.Literal) ? _constants.OfField(field.GetDefaultValue()) : null);

    private MethodDefinition? Visible(MethodDefinitionHandle handle)
    {
        if (handle.IsNil)
        {
            return null;
        }
        var method = reader.GetMethodDefinition(handle);
        return Visibility.IsVisible(method.Attributes) ? method : null;
    }
}
