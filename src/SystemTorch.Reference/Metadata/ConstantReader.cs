using System.Globalization;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Turns a constant's text on the list into the value that metadata stores.</summary>
internal sealed class ConstantReader(IReadOnlyDictionary<string, ApiType> types, ApiModifiers modifiers)
{
    public object? Read(string text, TypeExpression type)
    {
        if (text == "null")
        {
            return null;
        }
        var target = type is NamedType { Name: "System.Nullable`1" } nullable ? nullable.Arguments[0] : type;
        if (target is NamedType named && types.TryGetValue(named.Name, out var known) && known.Kind == TypeKind.Enum)
        {
            var constant = known.Members.OfType<ApiField>().FirstOrDefault(f => f.Name == text)?.Constant ?? text;
            return Read(constant, modifiers.Of(known).Underlying);
        }
        return target.ToString() switch
        {
            "System.String" => text[1..^1],
            "System.Boolean" => bool.Parse(text),
            "System.Char" => char.Parse(text),
            var name => ReadNumber(text, Type.GetType(name) ?? throw new InvalidDataException($"A constant of type {name} is not supported: {text}.")),
        };
    }

    private static object ReadNumber(string text, Type type) => Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
}
