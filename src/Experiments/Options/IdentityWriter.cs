using System.Collections;
using System.Security.Cryptography;

namespace Experiments.Options;

/// <summary>Writes the option values that can change a result and differ from their defaults.</summary>
internal sealed class IdentityWriter(OptionCatalog catalog)
{
    public JsonObject Write(object config) => Members([], config, catalog.Root);

    private JsonObject Members(JsonObject written, object options, Type type)
    {
        var defaults = OptionCatalog.Fresh(type);
        foreach (var key in catalog.Keys(type).Where(key => key.Option.AffectsResult))
        {
            var value = Value(key.ValueIn(options), key.Slot.Shape);
            if (!JsonNode.DeepEquals(value, Value(key.ValueIn(defaults), key.Slot.Shape)))
                written.Add(key.Name, key.Option.ContentMatters && key.ValueIn(options) is string path ? FileDigest(path) : value);
        }
        return written;
    }

    private static string FileDigest(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path} can't be read: {failure.Message}");
        }
    }

    private JsonNode? Value(object? value, OptionType shape) => (value, shape) switch
    {
        (null, _) => null,
        (_, OptionType.List list) => new JsonArray([.. ((IEnumerable)value).Cast<object?>().Select(item => Value(item, list.Element))]),
        (_, OptionType.Record record) => Members([], value, record.Type),
        (_, OptionType.Choice choice) when choice.RowOf(value) is var row =>
            Members(new JsonObject { [choice.Registry.Discriminator] = row.Name }, value, row.OptionsType),
        _ => OptionWriter.Scalar(value),
    };
}
