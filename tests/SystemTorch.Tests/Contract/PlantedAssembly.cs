using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SystemTorch.Tests.Contract;

/// <summary>The metadata of a made-up program: it calls <c>Tensor.abs()</c> and <c>Tensor.grad</c>, reads <c>torch.float32</c> and overrides <c>Module.forward</c>.</summary>
internal static class PlantedAssembly
{
    public static MetadataReader UsingTorchSharp()
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, Text("planted.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(Text("planted"), new Version(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.None);
        var torchSharp = metadata.AddAssemblyReference(Text("TorchSharp"), new Version(0, 107, 0, 0), default, default, default, default);
        var torch = metadata.AddTypeReference(torchSharp, Text("TorchSharp"), Text("torch"));
        var tensor = metadata.AddTypeReference(torch, default, Text("Tensor"));
        var scalarType = metadata.AddTypeReference(torch, default, Text("ScalarType"));
        var nn = metadata.AddTypeReference(torch, default, Text("nn"));
        var module = metadata.AddTypeReference(nn, default, Text("Module`2"));

        metadata.AddMemberReference(tensor, Text("abs"), Method(0, r => r.Type().Type(tensor, isValueType: false)));
        metadata.AddMemberReference(tensor, Text("get_grad"), Method(0, r => r.Type().Type(tensor, isValueType: false)));
        metadata.AddMemberReference(torch, Text("float32"), Blob(b => b.FieldSignature().Type(scalarType, isValueType: true)));
        AddNetwork();
        return Read(metadata);

        void AddNetwork()
        {
            var parent = metadata.AddTypeSpecification(Blob(b =>
            {
                var arguments = b.TypeSpecificationSignature().GenericInstantiation(module, 2, isValueType: false);
                arguments.AddArgument().Type(tensor, isValueType: false);
                arguments.AddArgument().Type(tensor, isValueType: false);
            }));
            var (fields, methods) = (MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
            metadata.AddTypeDefinition(default, default, Text("<Module>"), default, fields, methods);
            metadata.AddTypeDefinition(TypeAttributes.Public, default, Text("Network"), parent, fields, methods);
            metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Virtual, default, Text("forward"),
                Method(1, r => r.Type().Type(tensor, isValueType: false), p => p.AddParameter().Type().Type(tensor, isValueType: false)),
                -1, MetadataTokens.ParameterHandle(1));
        }

        StringHandle Text(string text) => metadata.GetOrAddString(text);

        BlobHandle Method(int count, Action<ReturnTypeEncoder> returns, Action<ParametersEncoder>? parameters = null) =>
            Blob(b => b.MethodSignature(isInstanceMethod: true).Parameters(count, returns, parameters ?? (_ => { })));

        BlobHandle Blob(Action<BlobEncoder> write)
        {
            var blob = new BlobBuilder();
            write(new BlobEncoder(blob));
            return metadata.GetOrAddBlob(blob);
        }
    }

    private static MetadataReader Read(MetadataBuilder metadata)
    {
        var image = new BlobBuilder();
        new MetadataRootBuilder(metadata).Serialize(image, 0, 0);
        return MetadataReaderProvider.FromMetadataImage(image.ToImmutableArray()).GetMetadataReader();
    }
}
