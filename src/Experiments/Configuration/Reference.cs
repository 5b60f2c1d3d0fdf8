using Experiments.Configuration.Options;

namespace Experiments.Configuration;

/// <summary>The reference of every config key, from the registries: the content of <c>docs/config.md</c> and <c>docs/config.zh-CN.md</c>.</summary>
public static class Reference
{
    public static string Markdown(Language language) => new ReferenceWriter(OptionCatalog.Product, ConfigText.In(language)).Write();
}
