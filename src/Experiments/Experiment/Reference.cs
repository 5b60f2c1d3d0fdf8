using Experiments.Options.Describing;

namespace Experiments.Experiment;

/// <summary>The reference of every config key, from the registries: the content of
/// <c>docs/config.md</c> and <c>docs/config.zh-CN.md</c>.</summary>
public static class Reference
{
    public static string Markdown(Language language) => new ReferenceWriter(ExperimentCatalog.Instance, ConfigText.In(language)).Write();
}
