using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Finds every public interface of a type: its own, those that they extend, and its base classes'.</summary>
internal sealed class InterfaceClosure(MetadataReader reader, ReferencePack pack)
{
    private readonly Dictionary<string, TypeDefinitionHandle> _definitions =
        reader.TypeDefinitions.ToDictionary(h => MetadataNames.Of(reader, h));

    public IReadOnlyList<NamedType> Of(TypeDefinitionHandle type)
    {
        var found = new Dictionary<string, NamedType>();
        Collect(reader, type, null, found);
        return [.. found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)];
    }

    private void Collect(MetadataReader source, TypeDefinitionHandle handle, IReadOnlyList<TypeExpression>? arguments, Dictionary<string, NamedType> found)
    {
        var definition = source.GetTypeDefinition(handle);
        var names = GenericNames.Read(source, definition.GetGenericParameters());
        var substitution = arguments is null ? [] : names.OfType.Zip(arguments).ToDictionary(p => p.First, p => p.Second);
        if (!definition.BaseType.IsNil)
        {
            Visit((NamedType)SignatureNames.Of(source, definition.BaseType, names).Substitute(substitution), found);
        }
        foreach (var implementation in definition.GetInterfaceImplementations())
        {
            var implemented = (NamedType)SignatureNames.Of(source, source.GetInterfaceImplementation(implementation).Interface, names).Substitute(substitution);
            if (IsPublic(implemented.Name) && found.TryAdd(implemented.ToString(), implemented))
            {
                Visit(implemented, found);
            }
        }
    }

    private void Visit(NamedType type, Dictionary<string, NamedType> found)
    {
        if (_definitions.TryGetValue(type.Name, out var own))
        {
            Collect(reader, own, type.Arguments, found);
        }
        else if (pack.Find(type.Name) is { } known)
        {
            Collect(known.Reader, known.Handle, type.Arguments, found);
        }
    }

    private bool IsPublic(string name) => _definitions.TryGetValue(name, out var own) ? Visibility.IsVisible(reader, own) : pack.Find(name) is not null;
}
