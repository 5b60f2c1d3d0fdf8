using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Encodes the signatures of one type's members; generic parameters are looked up by name, the method's before the type's.</summary>
internal sealed class SignatureWriter(MetadataBuilder metadata, TypeTable types, ApiType type)
{
    private static readonly Dictionary<string, PrimitiveTypeCode> s_primitives = Enum.GetValues<PrimitiveTypeCode>()
        .Where(c => c is not (PrimitiveTypeCode.Void or PrimitiveTypeCode.TypedReference)).ToDictionary(c => $"System.{c}");

    public BlobHandle Field(TypeExpression fieldType)
    {
        var blob = new BlobBuilder();
        Write(new BlobEncoder(blob).FieldSignature(), fieldType, []);
        return metadata.GetOrAddBlob(blob);
    }

    public BlobHandle Method(bool isStatic, TypeExpression returns, IReadOnlyList<ApiParameter> parameters, IReadOnlyList<TypeParameter> generics)
    {
        var blob = new BlobBuilder();
        var encoder = new BlobEncoder(blob).MethodSignature(genericParameterCount: generics.Count, isInstanceMethod: !isStatic);
        WriteParameters(encoder, returns, parameters, generics);
        return metadata.GetOrAddBlob(blob);
    }

    public BlobHandle Property(ApiProperty property)
    {
        var blob = new BlobBuilder();
        WriteParameters(new BlobEncoder(blob).PropertySignature(!property.IsStatic), property.Type, property.Index, []);
        return metadata.GetOrAddBlob(blob);
    }

    /// <summary>A type where metadata wants a handle: a base class, an interface or a constraint.</summary>
    public EntityHandle Handle(TypeExpression name, IReadOnlyList<TypeParameter> generics)
    {
        if (name is NamedType { Arguments.Count: 0 } named)
        {
            return types.Handle(named.Name);
        }
        var blob = new BlobBuilder();
        Write(new BlobEncoder(blob).TypeSpecificationSignature(), name, generics);
        return metadata.AddTypeSpecification(metadata.GetOrAddBlob(blob));
    }

    /// <summary><c>System.ValueType</c> with the modifier by which compilers know the <c>unmanaged</c> constraint.</summary>
    public EntityHandle UnmanagedConstraint()
    {
        var blob = new BlobBuilder();
        var encoder = new BlobEncoder(blob).TypeSpecificationSignature();
        encoder.CustomModifiers().AddModifier(types.Handle("System.Runtime.InteropServices.UnmanagedType"), isOptional: false);
        encoder.Type(types.Handle("System.ValueType"), isValueType: false);
        return metadata.AddTypeSpecification(metadata.GetOrAddBlob(blob));
    }

    private void WriteParameters(MethodSignatureEncoder encoder, TypeExpression returns, IReadOnlyList<ApiParameter> parameters, IReadOnlyList<TypeParameter> generics)
    {
        encoder.Parameters(parameters.Count, out var returnEncoder, out var parameterEncoder);
        if (returns is NamedType { Name: "System.Void" })
        {
            returnEncoder.Void();
        }
        else
        {
            var (target, isByRef) = Dereference(returns);
            Write(returnEncoder.Type(isByRef), target, generics);
        }
        foreach (var parameter in parameters)
        {
            var (target, isByRef) = Dereference(parameter.Type);
            Write(parameterEncoder.AddParameter().Type(isByRef), target, generics);
        }
    }

    private static (TypeExpression Target, bool IsByRef) Dereference(TypeExpression name) => name is ReferenceType r ? (r.Element, true) : (name, false);

    private void Write(SignatureTypeEncoder encoder, TypeExpression name, IReadOnlyList<TypeParameter> generics)
    {
        switch (name)
        {
            case NamedType { Arguments.Count: 0 } primitive when s_primitives.TryGetValue(primitive.Name, out var code):
                encoder.PrimitiveType(code);
                break;
            case NamedType { Arguments.Count: 0 } named:
                encoder.Type(types.Handle(named.Name), types.IsValueType(named.Name));
                break;
            case NamedType generic:
                var arguments = encoder.GenericInstantiation(types.Handle(generic.Name), generic.Arguments.Count, types.IsValueType(generic.Name));
                foreach (var argument in generic.Arguments)
                {
                    Write(arguments.AddArgument(), argument, generics);
                }
                break;
            case ArrayType { Rank: 1 } vector:
                Write(encoder.SZArray(), vector.Element, generics);
                break;
            case ArrayType array:
                encoder.Array(out var element, out var shape);
                Write(element, array.Element, generics);
                shape.Shape(array.Rank, [], [.. Enumerable.Repeat(0, array.Rank)]);
                break;
            case PointerType pointer:
                Write(encoder.Pointer(), pointer.Element, generics);
                break;
            case ParameterType parameter:
                WriteParameter(encoder, parameter.Name, generics);
                break;
            default:
                throw new InvalidDataException($"No signature can hold {name} here.");
        }
    }

    private void WriteParameter(SignatureTypeEncoder encoder, string name, IReadOnlyList<TypeParameter> generics)
    {
        var method = IndexOf(generics, name);
        var own = IndexOf(type.GenericParameters, name);
        if (method >= 0)
        {
            encoder.GenericMethodTypeParameter(method);
        }
        else if (own >= 0)
        {
            encoder.GenericTypeParameter(own);
        }
        else
        {
            throw new InvalidDataException($"{type.Name} has no generic parameter {name}.");
        }
    }

    private static int IndexOf(IReadOnlyList<TypeParameter> parameters, string name) =>
        parameters.Select(p => p.Name).ToImmutableArray().IndexOf(name);
}
