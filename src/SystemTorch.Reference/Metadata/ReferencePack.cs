using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SystemTorch.Reference.Metadata;

/// <summary>A public type of a library that the API builds on, and where it is defined.</summary>
public sealed record PackType(MetadataReader Reader, TypeDefinitionHandle Handle, string Name, string? DeclaringName)
{
    public TypeDefinition Definition => Reader.GetTypeDefinition(Handle);

    public AssemblyDefinition Assembly => Reader.GetAssemblyDefinition();

    /// <summary>Whether values of the type are stored in place: structs and enums.</summary>
    public bool IsValueType => Name != "System.Enum" && BaseName is "System.ValueType" or "System.Enum";

    public string? BaseName => Definition.BaseType.IsNil ? null : MetadataNames.Of(Reader, Definition.BaseType);
}

/// <summary>The public types of every assembly in a folder, by full name: .NET's reference pack, or its runtime.</summary>
public sealed class ReferencePack : IDisposable
{
    private readonly Dictionary<string, PackType> _types = [];
    private readonly List<PEReader> _files = [];

    public ReferencePack(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            Add(path);
        }
    }

    /// <summary>The runtime that this program runs on.</summary>
    public static ReferencePack OfRuntime() => new(Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    public PackType? Find(string name) => _types.GetValueOrDefault(name);

    public PackType Get(string name) => Find(name) ?? throw new InvalidDataException($"No assembly of the reference pack defines {name}.");

    public void Dispose() => _files.ForEach(f => f.Dispose());

    private void Add(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        _files.Add(file);
        // A runtime folder holds native libraries too.
        if (!file.HasMetadata)
        {
            return;
        }
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic)
            {
                var declaring = type.GetDeclaringType();
                var name = MetadataNames.Of(reader, handle);
                _types.TryAdd(name, new PackType(reader, handle, name, declaring.IsNil ? null : MetadataNames.Of(reader, declaring)));
            }
        }
    }
}
