using Experiments.Configuration.Options;

namespace Experiments.Configuration;

/// <summary>The reference of every config key, from the registries: what <c>docs/config.md</c> and <c>docs/config.zh-CN.md</c> hold.</summary>
public static class Reference
{
    /// <summary>The reference as Markdown.</summary>
    public static string Markdown(Language language) => new ReferenceWriter(OptionCatalog.Product, ConfigText.In(language)).Write();
}
