using System.Reflection;
using Experiments.Options.Describing;

namespace Experiments.Options;

/// <summary>One row of a registry: the word that configs use, the type of its options, and a summary of one sentence.</summary>
/// <param name="Noun">The registry's noun, such as <c>scheme</c>.</param>
/// <param name="Name">The word in JSON, such as <c>kaiming_normal</c>.</param>
/// <param name="OptionsType">Record with the row's keys. The record creates the described object, and must have a parameterless
/// constructor.</param>
/// <param name="Summary">One sentence that describes the row and cites its source, if any.</param>
public sealed record RegistryRow(string Noun, string Name, Type OptionsType, string Summary)
{
    public bool HasRequiredKeys =>
        OptionsType.GetProperties().Any(property => property.GetCustomAttribute<OptionAttribute>()?.Required == true);

    /// <summary>Returns the summary in a language; in English if there is no translation.</summary>
    public string SummaryIn(Language language) => language.Translated($"rows.{Noun}.{Name}", Summary);
}
