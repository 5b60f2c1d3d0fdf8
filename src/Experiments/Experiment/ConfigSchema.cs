using Experiments.Options.Describing;

namespace Experiments.Experiment;

/// <summary>The JSON Schema (draft 2020-12) of a config file, from the reader's types and registries, for completion in editors.</summary>
/// <remarks>
/// The schema requires no key, since an extended file may supply it; the reader does. Like JSON Schema it accepts 1.0 as a whole number,
/// and it can't check keys against one another.
/// </remarks>
public static class ConfigSchema
{
    /// <summary>The indented text of a schema file.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    public static JsonObject Generate(Language language) => new SchemaWriter(ExperimentCatalog.Instance, ConfigText.In(language)).Write();
}
