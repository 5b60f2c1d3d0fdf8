using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Attaches the attributes by which compilers know extension methods, indexers, <c>params</c>, nullability and tuple element names.</summary>
internal sealed class AttributeWriter(MetadataBuilder metadata, TypeTable types)
{
    private readonly Dictionary<string, MemberReferenceHandle> _constructors = [];

    public void Add(EntityHandle target, string attribute) => Add(target, attribute, [], _ => { });

    /// <summary>Adds an attribute with one string argument.</summary>
    public void Add(EntityHandle target, string attribute, string argument) =>
        Add(target, attribute, [p => p.String()], a => a.AddArgument().Scalar().Constant(argument));

    /// <summary>Adds what the modifiers say about a type or member as a whole.</summary>
    public void AddObsolete(EntityHandle target, ModifierWords words)
    {
        if (words.Has("obsolete") || words.Has("unusable"))
        {
            Add(target, "System.ObsoleteAttribute", [p => p.String(), p => p.Boolean()], a =>
            {
                a.AddArgument().Scalar().Constant("TorchSharp calls this obsolete.");
                a.AddArgument().Scalar().Constant(words.Has("unusable"));
            });
        }
    }

    /// <summary>Adds what the modifiers say about the type at a position of a member's signature.</summary>
    public void AddAnnotations(EntityHandle target, ModifierWords words, int position)
    {
        if (words.At("nullable", position) is { Length: > 0 } flags)
        {
            Add(target, "System.Runtime.CompilerServices.NullableAttribute", [p => p.SZArray().Byte()],
                a => AddVector(a, flags, (literal, flag) => literal.Scalar().Constant((byte)(flag - '0'))));
        }
        if (words.At("names", position) is { Length: > 0 } names)
        {
            Add(target, "System.Runtime.CompilerServices.TupleElementNamesAttribute", [p => p.SZArray().String()],
                a => AddVector(a, names.Split(','), (literal, name) => literal.Scalar().Constant(name == "-" ? null : name)));
        }
    }

    private static void AddVector<T>(FixedArgumentsEncoder arguments, IEnumerable<T> items, Action<LiteralEncoder, T> write)
    {
        var all = items.ToList();
        var literals = arguments.AddArgument().Vector().Count(all.Count);
        all.ForEach(item => write(literals.AddLiteral(), item));
    }

    private void Add(EntityHandle target, string attribute, IReadOnlyList<Action<SignatureTypeEncoder>> parameters, Action<FixedArgumentsEncoder> arguments)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).CustomAttributeSignature(arguments, named => named.Count(0));
        metadata.AddCustomAttribute(target, Constructor(attribute, parameters), metadata.GetOrAddBlob(blob));
    }

    private MemberReferenceHandle Constructor(string attribute, IReadOnlyList<Action<SignatureTypeEncoder>> parameters)
    {
        if (!_constructors.TryGetValue(attribute, out var handle))
        {
            var blob = new BlobBuilder();
            new BlobEncoder(blob).MethodSignature(isInstanceMethod: true).Parameters(parameters.Count, r => r.Void(), p =>
            {
                foreach (var parameter in parameters)
                {
                    parameter(p.AddParameter().Type());
                }
            });
            _constructors[attribute] = handle = metadata.AddMemberReference(
                types.Handle(attribute), metadata.GetOrAddString(".ctor"), metadata.GetOrAddBlob(blob));
        }
        return handle;
    }
}
