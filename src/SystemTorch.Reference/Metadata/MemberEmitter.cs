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
                Text("value__"), _signatures.Field(context.Modifiers.Of(type).Underlying));
        }
        if (type.Kind == TypeKind.Struct)
        {
            // Without a field, definite assignment would take the struct for one that needs no value.
            var hidden = context.Modifiers.Of(type).Has("managed") ? "System.Object" : "System.Int32";
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
            context.Attributes.AddObsolete(handle, context.Modifiers.Of(type, property));
            context.Attributes.AddAnnotations(handle, context.Modifiers.Of(type, property), 0);
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
        var words = context.Modifiers.Of(type, field);
        var attributes = words.Has("protected") ? FieldAttributes.Family : FieldAttributes.Public;
        attributes |= field.IsStatic ? FieldAttributes.Static : 0;
        attributes |= words.Has("readonly") ? FieldAttributes.InitOnly : 0;
        attributes |= field.Constant is null ? 0 : FieldAttributes.Literal | FieldAttributes.HasDefault;
        var handle = _metadata.AddFieldDefinition(attributes, Text(field.Name), _signatures.Field(field.Type));
        if (field.Constant is not null)
        {
            _metadata.AddConstant(handle, context.Constants.Read(field.Constant, field.Type));
        }
        context.Attributes.AddObsolete(handle, words);
        context.Attributes.AddAnnotations(handle, words, 0);
    }

    private void EmitMethod(ApiMethod method)
    {
        var attributes = Slot | (method.IsProtected ? MethodAttributes.Family : MethodAttributes.Public);
        attributes |= method.IsStatic ? MethodAttributes.Static : 0;
        attributes |= method.IsConstructor ? MethodAttributes.SpecialName | MethodAttributes.RTSpecialName : 0;
        attributes |= method.Name.StartsWith("op_", StringComparison.Ordinal) ? MethodAttributes.SpecialName : 0;
        var words = context.Modifiers.Of(type, method);
        attributes |= method.IsAbstract || method.IsVirtual ? Virtual(method.IsAbstract, words) : 0;
        var signature = _signatures.Method(method.IsStatic, method.Returns, method.Parameters, method.GenericParameters);
        var handle = AddMethod(attributes, method.IsConstructor ? ".ctor" : method.Name, signature, method.Parameters, words);
        context.Generics.Add(handle, method.GenericParameters, method.GenericParameters, _signatures);
        context.Attributes.AddObsolete(handle, words);
        if (method.IsExtension)
        {
            context.Attributes.Add(handle, "System.Runtime.CompilerServices.ExtensionAttribute");
        }
    }

    private MethodDefinitionHandle EmitAccessor(ApiProperty property, string prefix)
    {
        var words = context.Modifiers.Of(type, property);
        var isSetter = prefix == "set_";
        var isProtected = words.Has("protected") || (isSetter && words.Has("protected-set"));
        var attributes = Slot | MethodAttributes.SpecialName | (isProtected ? MethodAttributes.Family : MethodAttributes.Public);
        attributes |= property.IsStatic ? MethodAttributes.Static : 0;
        var isAbstract = type.Kind == TypeKind.Interface || words.Has("abstract");
        attributes |= isAbstract || words.Has("virtual") ? Virtual(isAbstract, words) : 0;
        var value = new ApiParameter("value", property.Type);
        var parameters = isSetter ? property.Index.Append(value).ToList() : property.Index;
        var returns = isSetter ? new NamedType("System.Void") : property.Type;
        return AddMethod(attributes, prefix + property.Name, _signatures.Method(property.IsStatic, returns, parameters, []), parameters, words);
    }

    private MethodAttributes Virtual(bool isAbstract, ModifierWords words)
    {
        // The list calls an override virtual too. Compilers take it for one where it does not ask for a slot of its own.
        var isNew = type.Kind == TypeKind.Interface || words.Has("newslot");
        return MethodAttributes.Virtual | (isAbstract ? MethodAttributes.Abstract : 0) | (isNew ? MethodAttributes.NewSlot : MethodAttributes.ReuseSlot);
    }

    private MethodDefinitionHandle AddMethod(MethodAttributes attributes, string name, BlobHandle signature, IReadOnlyList<ApiParameter> parameters, ModifierWords words)
    {
        var isAbstract = attributes.HasFlag(MethodAttributes.Abstract);
        var isDelegate = type.Kind == TypeKind.Delegate;
        var first = MetadataTokens.ParameterHandle(_metadata.GetRowCount(TableIndex.Param) + 1);
        var isSetter = attributes.HasFlag(MethodAttributes.SpecialName) && name.StartsWith("set_", StringComparison.Ordinal);
        if (!isSetter)
        {
            context.Attributes.AddAnnotations(_metadata.AddParameter(ParameterAttributes.None, default, 0), words, 0);
        }
        for (var i = 0; i < parameters.Count; i++)
        {
            EmitParameter(parameters[i], i + 1, words);
        }
        return _metadata.AddMethodDefinition(attributes, isDelegate ? MethodImplAttributes.Runtime : MethodImplAttributes.IL,
            Text(name), signature, isAbstract || isDelegate ? -1 : context.BodyOffset, first);
    }

    private void EmitParameter(ApiParameter parameter, int position, ModifierWords words)
    {
        var attributes = parameter.IsOut ? ParameterAttributes.Out : ParameterAttributes.None;
        attributes |= parameter.Default is null ? 0 : ParameterAttributes.Optional | ParameterAttributes.HasDefault;
        var handle = _metadata.AddParameter(attributes, Text(parameter.Name), position);
        if (parameter.Default is not null)
        {
            _metadata.AddConstant(handle, context.Constants.Read(parameter.Default, parameter.Type));
        }
        context.Attributes.AddAnnotations(handle, words, position);
        if (parameter.IsParams)
        {
            context.Attributes.Add(handle, "System.ParamArrayAttribute");
        }
    }

    private StringHandle Text(string text) => _metadata.GetOrAddString(text);
}
