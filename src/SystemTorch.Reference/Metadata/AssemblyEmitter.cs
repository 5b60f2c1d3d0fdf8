using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>
/// Emits a reference assembly: what a compiler needs to bind against an API, with the same bytes for the same list.
/// No method can run; each has the body <c>throw null</c>.
/// </summary>
public static class AssemblyEmitter
{
    public static byte[] Emit(string name, Version version, IReadOnlyList<ApiType> api, ApiModifiers modifiers, ReferencePack pack)
    {
        var code = new BlobBuilder();
        var types = api.Concat(modifiers.HiddenTypes).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var context = new EmitContext(types, modifiers, pack, AddThrowingBody(code));
        var moduleId = AddAssembly(context, name, version);
        foreach (var type in types)
        {
            EmitType(context, type);
        }
        foreach (var type in types)
        {
            EmitRelations(context, type, types);
        }
        context.Generics.Write();
        return new ReferenceImage(new MetadataRootBuilder(context.Metadata), code).Serialize(moduleId);
    }

    private static Blob AddAssembly(EmitContext context, string name, Version version)
    {
        var metadata = context.Metadata;
        var moduleId = metadata.ReserveGuid();
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), moduleId.Handle, default, default);
        var assembly = metadata.AddAssembly(metadata.GetOrAddString(name), version, default, default, 0, AssemblyHashAlgorithm.Sha1);
        context.Attributes.Add(assembly, "System.Runtime.CompilerServices.ReferenceAssemblyAttribute");
        context.Attributes.Add(assembly, "System.Runtime.CompilerServices.ExtensionAttribute");
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        return moduleId.Content;
    }

    private static void EmitType(EmitContext context, ApiType type)
    {
        var metadata = context.Metadata;
        var declaring = context.Types.Declaring(type.Name);
        var scope = type.Name[..type.Name.LastIndexOf('.')];
        var members = new MemberEmitter(context, type);
        metadata.AddTypeDefinition(
            TypeFlags.Of(type, declaring is not null, context.Modifiers.HiddenTypes.Contains(type), context.Modifiers.Of(type).Has("sealed")),
            declaring is null ? metadata.GetOrAddString(scope) : default,
            metadata.GetOrAddString(type.Name[(scope.Length + 1)..]),
            BaseOf(context, type),
            MetadataTokens.FieldDefinitionHandle(metadata.GetRowCount(TableIndex.Field) + 1),
            MetadataTokens.MethodDefinitionHandle(metadata.GetRowCount(TableIndex.MethodDef) + 1));
        members.EmitFields();
        members.EmitMethods();
        members.EmitProperties();
    }

    private static void EmitRelations(EmitContext context, ApiType type, List<ApiType> types)
    {
        var handle = context.Types.Definition(type);
        var signatures = new SignatureWriter(context.Metadata, context.Types, type);
        if (context.Types.Declaring(type.Name) is { } declaring)
        {
            context.Metadata.AddNestedType(handle, context.Types.Definition(declaring));
        }
        foreach (var implemented in type.Interfaces)
        {
            context.Metadata.AddInterfaceImplementation(handle, signatures.Handle(implemented, []));
        }
        if (type.Members.Exists(m => m is ApiMethod { IsExtension: true }))
        {
            context.Attributes.Add(handle, "System.Runtime.CompilerServices.ExtensionAttribute");
        }
        if (type.Kind == TypeKind.Struct && context.Modifiers.Of(type).Has("readonly"))
        {
            context.Attributes.Add(handle, "System.Runtime.CompilerServices.IsReadOnlyAttribute");
        }
        context.Attributes.AddObsolete(handle, context.Modifiers.Of(type));
        context.Generics.Add(handle, type.GenericParameters, [], signatures);
    }

    private static EntityHandle BaseOf(EmitContext context, ApiType type) => type.Kind switch
    {
        TypeKind.Interface => default,
        TypeKind.Enum => context.Types.Handle("System.Enum"),
        TypeKind.Struct => context.Types.Handle("System.ValueType"),
        _ => new SignatureWriter(context.Metadata, context.Types, type).Handle(type.Base ?? new NamedType("System.Object"), []),
    };

    private static int AddThrowingBody(BlobBuilder code)
    {
        var instructions = new InstructionEncoder(new BlobBuilder());
        instructions.OpCode(ILOpCode.Ldnull);
        instructions.OpCode(ILOpCode.Throw);
        return new MethodBodyStreamEncoder(code).AddMethodBody(instructions);
    }
}
