using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>What the parts of one emission share.</summary>
internal sealed class EmitContext
{
    public EmitContext(IReadOnlyList<ApiType> types, ApiModifiers modifiers, ReferencePack pack, int bodyOffset)
    {
        Metadata = new MetadataBuilder();
        Modifiers = modifiers;
        BodyOffset = bodyOffset;
        Types = new TypeTable(Metadata, pack, types);
        Attributes = new AttributeWriter(Metadata, Types);
        Generics = new GenericParameterTable(Metadata, Types, Attributes);
        Constants = new ConstantReader(Types.Types, modifiers);
    }

    public MetadataBuilder Metadata { get; }

    public ApiModifiers Modifiers { get; }

    public TypeTable Types { get; }

    public AttributeWriter Attributes { get; }

    public GenericParameterTable Generics { get; }

    public ConstantReader Constants { get; }

    /// <summary>Where the one body stands that every method shares.</summary>
    public int BodyOffset { get; }
}
