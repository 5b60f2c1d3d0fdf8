using System.Text.Json.Nodes;
using Experiments.Configuration.Options;
using Experiments.Serialization;

namespace Experiments.Configuration;

/// <summary>The JSON Schema (draft 2020-12) of a config file, from the same types and registries as the reader, so that editors complete and check what people write.</summary>
/// <remarks>
/// A file may leave to another what it extends, so the schema asks for no key; the reader does. It also lets 1.0 pass for a whole
/// number, as JSON Schema does, and can't see what two keys have to do with each other.
/// </remarks>
public static class ConfigSchema
{
    /// <summary>The schema as a file holds it, indented.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    /// <summary>The schema, what it says to people in one language.</summary>
    public static JsonObject Generate(Language language) => new SchemaWriter(OptionCatalog.Product, ConfigText.In(language)).Write();
}
