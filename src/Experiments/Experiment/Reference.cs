using Experiments.Options.Describing;

namespace Experiments.Experiment;

/// <summary>Generates the reference of all config keys from the registries: <c>docs/config.md</c> and
/// <c>docs/config.zh-CN.md</c>.</summary>
public static class Reference
{
    public static string Markdown(Language language) => new ReferenceWriter(ExperimentCatalog.Instance, ConfigText.In(language)).Write();
}
