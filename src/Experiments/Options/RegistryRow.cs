using System.Reflection;
using Experiments.Options.Describing;

namespace Experiments.Options;

/// <summary>One row of a registry: a word of a config, the options type behind it, and one sentence about it.</summary>
/// <param name="Noun">The registry's, such as <c>scheme</c>.</param>
/// <param name="Name">The word in JSON, such as <c>kaiming_normal</c>.</param>
/// <param name="OptionsType">Record that holds the row's keys and builds what they describe; it needs a parameterless constructor.</param>
/// <param name="Summary">One sentence on what it is, with its source if it has one.</param>
public sealed record RegistryRow(string Noun, string Name, Type OptionsType, string Summary)
{
    public bool HasRequiredKeys =>
        OptionsType.GetProperties().Any(property => property.GetCustomAttribute<OptionAttribute>()?.Required == true);

    /// <summary>The summary in a language; English if not translated.</summary>
    public string SummaryIn(Language language) => language.Translated($"rows.{Noun}.{Name}", Summary);
}
