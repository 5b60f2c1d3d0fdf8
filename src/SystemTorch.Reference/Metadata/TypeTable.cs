using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Gives each type name its metadata handle: a definition of the emitted assembly, or a reference into the reference pack.</summary>
internal sealed class TypeTable
{
    private readonly MetadataBuilder _metadata;
    private readonly ReferencePack _pack;
    private readonly Dictionary<string, ApiType> _types;
    private readonly Dictionary<string, int> _rows;
    private readonly Dictionary<string, EntityHandle> _references = [];
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = [];

    public TypeTable(MetadataBuilder metadata, ReferencePack pack, IReadOnlyList<ApiType> types)
    {
        _metadata = metadata;
        _pack = pack;
        _types = types.ToDictionary(t => t.Name);
        // Row 1 is the <Module> pseudo type.
        _rows = types.Select((t, i) => (t.Name, Row: i + 2)).ToDictionary(p => p.Name, p => p.Row);
    }

    public IReadOnlyDictionary<string, ApiType> Types => _types;

    public TypeDefinitionHandle Definition(ApiType type) => MetadataTokens.TypeDefinitionHandle(_rows[type.Name]);

    public bool IsValueType(string name) => _types.TryGetValue(name, out var type) ? type.IsValueType : _pack.Get(name).IsValueType;

    /// <summary>The handle of a type without its generic arguments.</summary>
    public EntityHandle Handle(string name)
    {
        if (_types.TryGetValue(name, out var type))
        {
            return Definition(type);
        }
        if (!_references.TryGetValue(name, out var handle))
        {
            _references[name] = handle = AddReference(_pack.Get(name));
        }
        return handle;
    }

    /// <summary>The type of the list that a type is nested in; null for one that stands in a namespace.</summary>
    public ApiType? Declaring(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (_types.TryGetValue(name[..dot], out var type))
            {
                return type;
            }
        }
        return null;
    }

    private TypeReferenceHandle AddReference(PackType type)
    {
        var definition = type.Definition;
        var scope = type.DeclaringName is { } declaring ? Handle(declaring) : Assembly(type);
        return _metadata.AddTypeReference(scope, Text(type.Reader, definition.Namespace), Text(type.Reader, definition.Name));
    }

    private AssemblyReferenceHandle Assembly(PackType type)
    {
        var assembly = type.Assembly;
        var name = type.Reader.GetString(assembly.Name);
        if (!_assemblies.TryGetValue(name, out var handle))
        {
            var token = type.Reader.GetAssemblyDefinition().GetAssemblyName().GetPublicKeyToken() ?? [];
            _assemblies[name] = handle = _metadata.AddAssemblyReference(
                _metadata.GetOrAddString(name), assembly.Version, default, _metadata.GetOrAddBlob(token), default, default);
        }
        return handle;
    }

    private StringHandle Text(MetadataReader reader, StringHandle handle) => _metadata.GetOrAddString(reader.GetString(handle));
}
