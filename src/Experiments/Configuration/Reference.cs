using Experiments.Configuration.Options;

namespace Experiments.Configuration;

/// <summary>The reference of every config key, from the registries: what <c>docs/config.md</c> holds.</summary>
public static class Reference
{
    /// <summary>The reference as Markdown.</summary>
    public static string Markdown() => new ReferenceWriter(OptionCatalog.Product).Write();
}
