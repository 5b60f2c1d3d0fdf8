using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SystemTorch.Reference.Metadata;

/// <summary>Attaches the attributes by which compilers know extension methods, indexers, <c>params</c> and reference assemblies.</summary>
internal sealed class AttributeWriter(MetadataBuilder metadata, TypeTable types)
{
    private readonly Dictionary<string, MemberReferenceHandle> _constructors = [];

    public void Add(EntityHandle target, string attribute) => Add(target, attribute, null);

    /// <summary>Adds an attribute with one string argument.</summary>
    public void Add(EntityHandle target, string attribute, string? argument)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).CustomAttributeSignature(
            fixedArguments =>
            {
                if (argument is not null)
                {
                    fixedArguments.AddArgument().Scalar().Constant(argument);
                }
            },
            namedArguments => namedArguments.Count(0));
        metadata.AddCustomAttribute(target, Constructor(attribute, argument is not null), metadata.GetOrAddBlob(blob));
    }

    private MemberReferenceHandle Constructor(string attribute, bool takesText)
    {
        if (!_constructors.TryGetValue(attribute, out var handle))
        {
            var blob = new BlobBuilder();
            new BlobEncoder(blob).MethodSignature(isInstanceMethod: true).Parameters(takesText ? 1 : 0, r => r.Void(), p =>
            {
                if (takesText)
                {
                    p.AddParameter().Type().String();
                }
            });
            _constructors[attribute] = handle = metadata.AddMemberReference(
                types.Handle(attribute), metadata.GetOrAddString(".ctor"), metadata.GetOrAddBlob(blob));
        }
        return handle;
    }
}
