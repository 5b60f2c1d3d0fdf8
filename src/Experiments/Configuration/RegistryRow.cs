using Experiments.Configuration.Options;

namespace Experiments.Configuration;

/// <summary>One row of a registry: the word that a config uses, the options type behind it, and one sentence about it.</summary>
/// <param name="Name">The word in JSON, such as <c>kaiming_normal</c>.</param>
/// <param name="OptionsType">The record that holds the row's keys and builds what they describe; it has a parameterless constructor.</param>
/// <param name="Summary">One sentence: what it is, with its source where it has one.</param>
/// <param name="Chinese">The same in Chinese; empty where nobody has written it.</param>
public sealed record RegistryRow(string Name, Type OptionsType, string Summary, string Chinese = "")
{
    /// <summary>Whether a config that names the row has to give some of its keys.</summary>
    public bool HasRequiredKeys => OptionCatalog.Product.Keys(OptionsType).Any(key => key.Option.Required);

    /// <summary>The sentence in a language; in English where nobody has written it in that one.</summary>
    public string SummaryIn(Language language) => language.Choose(Summary, Chinese);
}
