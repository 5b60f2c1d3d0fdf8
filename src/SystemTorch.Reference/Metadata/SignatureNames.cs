using System.Collections.Immutable;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>The names of the generic parameters that a signature may mention.</summary>
internal sealed record GenericNames(IReadOnlyList<string> OfType, IReadOnlyList<string> OfMethod)
{
    public static GenericNames Read(MetadataReader reader, GenericParameterHandleCollection ofType, GenericParameterHandleCollection? ofMethod = null) =>
        new(Names(reader, ofType), ofMethod is { } handles ? Names(reader, handles) : []);

    private static IReadOnlyList<string> Names(MetadataReader reader, GenericParameterHandleCollection handles) =>
        [.. handles.Select(h => reader.GetString(reader.GetGenericParameter(h).Name))];
}

/// <summary>Reads signatures as type expressions; custom modifiers are left out.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<TypeExpression, GenericNames>
{
    public static readonly SignatureNames Instance = new();

    /// <summary>Reads a base class, interface or constraint.</summary>
    public static TypeExpression Of(MetadataReader reader, EntityHandle handle, GenericNames names) => handle.Kind == HandleKind.TypeSpecification
        ? reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Instance, names)
        : new NamedType(MetadataNames.Of(reader, handle));

    public TypeExpression GetPrimitiveType(PrimitiveTypeCode typeCode) => new NamedType($"System.{typeCode}");

    public TypeExpression GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        new NamedType(MetadataNames.Of(reader, handle));

    public TypeExpression GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        new NamedType(MetadataNames.Of(reader, handle));

    public TypeExpression GetTypeFromSpecification(MetadataReader reader, GenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeExpression GetGenericInstantiation(TypeExpression genericType, ImmutableArray<TypeExpression> typeArguments) =>
        new NamedType(((NamedType)genericType).Name, typeArguments);

    public TypeExpression GetGenericTypeParameter(GenericNames genericContext, int index) => new ParameterType(genericContext.OfType[index]);

    public TypeExpression GetGenericMethodParameter(GenericNames genericContext, int index) => new ParameterType(genericContext.OfMethod[index]);

    public TypeExpression GetSZArrayType(TypeExpression elementType) => new ArrayType(elementType, 1);

    public TypeExpression GetArrayType(TypeExpression elementType, ArrayShape shape) => new ArrayType(elementType, shape.Rank);

    public TypeExpression GetByReferenceType(TypeExpression elementType) => new ReferenceType(elementType);

    public TypeExpression GetPointerType(TypeExpression elementType) => new PointerType(elementType);

    public TypeExpression GetModifiedType(TypeExpression modifier, TypeExpression unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeExpression GetPinnedType(TypeExpression elementType) => elementType;

    public TypeExpression GetFunctionPointerType(MethodSignature<TypeExpression> signature) => new NamedType("System.IntPtr");
}
