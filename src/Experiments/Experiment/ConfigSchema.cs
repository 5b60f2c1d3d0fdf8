using Experiments.Options.Describing;

namespace Experiments.Experiment;

/// <summary>Generates the JSON Schema (draft 2020-12) of a config file from the option types and registries, for completion in
/// editors.</summary>
/// <remarks>
/// The schema is weaker than the config reader in three ways. First, the schema requires no key, because an extended file may contain the
/// key. Second, the schema accepts 1.0 as a whole number, as JSON Schema does. Third, the schema can't check dependencies between keys.
/// </remarks>
public static class ConfigSchema
{
    /// <summary>Returns the indented text of a schema file.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    public static JsonObject Generate(Language language) => new SchemaWriter(ExperimentCatalog.Instance, ConfigText.In(language)).Write();
}
