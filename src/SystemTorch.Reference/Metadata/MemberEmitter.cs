using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Writes the fields, methods and properties of one type.</summary>
internal sealed class MemberEmitter(EmitContext context, ApiType type)
{
    private const MethodAttributes Slot = MethodAttributes.HideBySig;
    private readonly MetadataBuilder _metadata = context.Metadata;
    private readonly SignatureWriter _signatures = new(context.Metadata, context.Types, type);

    public void EmitFields()
    {
        if (type.Kind == TypeKind.Enum)
        {
            _metadata.AddFieldDefinition(FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName,
                Text("value__"), _signatures.Field(context.Modifiers.Underlying(type)));
        }
        if (type.Kind == TypeKind.Struct)
        {
            // Without a field, definite assignment would take the struct for one that needs no value.
            var hidden = context.Modifiers.Has("managed", type) ? "System.Object" : "System.Int32";
            _metadata.AddFieldDefinition(FieldAttributes.Private, Text("_hidden"), _signatures.Field(new NamedType(hidden)));
        }
        foreach (var field in type.Members.OfType<ApiField>())
        {
            EmitField(field);
        }
    }

    public void EmitMethods()
    {
        foreach (var method in type.Members.OfType<ApiMethod>())
        {
            EmitMethod(method);
        }
    }

    public void EmitProperties()
    {
        var properties = type.Members.OfType<ApiProperty>().ToList();
        // Accessors are methods, and a type's methods stand together, so they come before the property rows.
        var accessors = properties.ConvertAll(p => (Property: p, Getter: p.CanRead ? EmitAccessor(p, "get_") : default, Setter: p.CanWrite ? EmitAccessor(p, "set_") : default));
        for (var i = 0; i < accessors.Count; i++)
        {
            var (property, getter, setter) = accessors[i];
            var handle = _metadata.AddProperty(PropertyAttributes.None, Text(property.Name), _signatures.Property(property));
            if (i == 0)
            {
                _metadata.AddPropertyMap(context.Types.Definition(type), handle);
            }
            AddSemantics(handle, MethodSemanticsAttributes.Getter, getter);
            AddSemantics(handle, MethodSemanticsAttributes.Setter, setter);
        }
        if (properties.Find(p => p.Index.Count > 0) is { } indexer)
        {
            context.Attributes.Add(context.Types.Definition(type), "System.Reflection.DefaultMemberAttribute", indexer.Name);
        }
    }

    private void AddSemantics(PropertyDefinitionHandle property, MethodSemanticsAttributes semantics, MethodDefinitionHandle accessor)
    {
        if (!accessor.IsNil)
        {
            _metadata.AddMethodSemantics(property, semantics, accessor);
        }
    }

    private void EmitField(ApiField field)
    {
        var attributes = context.Modifiers.Has("protected", type, field) ? FieldAttributes.Family : FieldAttributes.Public;
        attributes |= field.IsStatic ? FieldAttributes.Static : 0;
        attributes |= context.Modifiers.Has("readonly", type, field) ? FieldAttributes.InitOnly : 0;
        attributes |= field.Constant is null ? 0 : FieldAttributes.Literal | FieldAttributes.HasDefault;
        var handle = _metadata.AddFieldDefinition(attributes, Text(field.Name), _signatures.Field(field.Type));
        if (field.Constant is not null)
        {
            _metadata.AddConstant(handle, context.Constants.Read(field.Constant, field.Type));
        }
    }

    private void EmitMethod(ApiMethod method)
    {
        var attributes = Slot | (method.IsProtected ? MethodAttributes.Family : MethodAttributes.Public);
        attributes |= method.IsStatic ? MethodAttributes.Static : 0;
        attributes |= method.IsConstructor ? MethodAttributes.SpecialName | MethodAttributes.RTSpecialName : 0;
        attributes |= method.Name.StartsWith("op_", StringComparison.Ordinal) ? MethodAttributes.SpecialName : 0;
        if (method.IsAbstract || method.IsVirtual)
        {
            attributes |= Virtual(method.IsAbstract, method.Name, method.Parameters,
                (_, m, name) => m is ApiMethod { IsAbstract: true } or ApiMethod { IsVirtual: true } && m.Name == name);
        }
        var signature = _signatures.Method(method.IsStatic, method.Returns, method.Parameters, method.GenericParameters);
        var handle = AddMethod(attributes, method.IsConstructor ? ".ctor" : method.Name, signature, method.Parameters);
        context.Generics.Add(handle, method.GenericParameters, method.GenericParameters, _signatures);
        if (method.IsExtension)
        {
            context.Attributes.Add(handle, "System.Runtime.CompilerServices.ExtensionAttribute");
        }
    }

    private MethodDefinitionHandle EmitAccessor(ApiProperty property, string prefix)
    {
        var isSetter = prefix == "set_";
        var isProtected = context.Modifiers.Has("protected", type, property) || (isSetter && context.Modifiers.Has("protected-set", type, property));
        var attributes = Slot | MethodAttributes.SpecialName | (isProtected ? MethodAttributes.Family : MethodAttributes.Public);
        attributes |= property.IsStatic ? MethodAttributes.Static : 0;
        var isAbstract = type.Kind == TypeKind.Interface || context.Modifiers.Has("abstract", type, property);
        if (isAbstract || context.Modifiers.Has("virtual", type, property))
        {
            attributes |= Virtual(isAbstract, property.Name, property.Index,
                (t, m, name) => m is ApiProperty && m.Name == name && (context.Modifiers.Has("virtual", t, m) || context.Modifiers.Has("abstract", t, m)));
        }
        var value = new ApiParameter("value", property.Type);
        var parameters = isSetter ? property.Index.Append(value).ToList() : property.Index;
        var returns = isSetter ? new NamedType("System.Void") : property.Type;
        return AddMethod(attributes, prefix + property.Name, _signatures.Method(property.IsStatic, returns, parameters, []), parameters);
    }

    private MethodAttributes Virtual(bool isAbstract, string name, IReadOnlyList<ApiParameter> parameters, Func<ApiType, ApiMember, string, bool> declares)
    {
        var attributes = MethodAttributes.Virtual | (isAbstract ? MethodAttributes.Abstract : 0);
        var overrides = type.Kind is TypeKind.Class or TypeKind.AbstractClass or TypeKind.Struct
            && context.Slots.Overrides(type, name, [.. parameters.Select(p => p.Type)], declares);
        return attributes | (overrides ? MethodAttributes.ReuseSlot : MethodAttributes.NewSlot);
    }

    private MethodDefinitionHandle AddMethod(MethodAttributes attributes, string name, BlobHandle signature, IReadOnlyList<ApiParameter> parameters)
    {
        var isAbstract = attributes.HasFlag(MethodAttributes.Abstract);
        var isDelegate = type.Kind == TypeKind.Delegate;
        var first = MetadataTokens.ParameterHandle(_metadata.GetRowCount(TableIndex.Param) + 1);
        for (var i = 0; i < parameters.Count; i++)
        {
            EmitParameter(parameters[i], i + 1);
        }
        return _metadata.AddMethodDefinition(attributes, isDelegate ? MethodImplAttributes.Runtime : MethodImplAttributes.IL,
            Text(name), signature, isAbstract || isDelegate ? -1 : context.BodyOffset, first);
    }

    private void EmitParameter(ApiParameter parameter, int position)
    {
        var attributes = parameter.IsOut ? ParameterAttributes.Out : ParameterAttributes.None;
        attributes |= parameter.Default is null ? 0 : ParameterAttributes.Optional | ParameterAttributes.HasDefault;
        var handle = _metadata.AddParameter(attributes, Text(parameter.Name), position);
        if (parameter.Default is not null)
        {
            _metadata.AddConstant(handle, context.Constants.Read(parameter.Default, parameter.Type));
        }
        if (parameter.IsParams)
        {
            context.Attributes.Add(handle, "System.ParamArrayAttribute");
        }
    }

    private StringHandle Text(string text) => _metadata.GetOrAddString(text);
}
