using Experiments.Models;
using Experiments.Options.Reading;

namespace Experiments.Experiment;

/// <summary>Reads an activation from the command line and writes it as JSON.</summary>
public static class ActivationText
{
    private static readonly OptionType.Choice Choice = new(ActivationRegistry.Instance);

    /// <summary>Reads <c>tanh</c>, <c>elu:alpha=2</c> or <c>{"kind":"elu","alpha":2}</c>.</summary>
    /// <param name="option">The option that holds the text, such as <c>--activation</c>; error messages begin with it.</param>
    /// <exception cref="InputException">The activation or one of its options is wrong; the message lists every mistake.</exception>
    public static ActivationOptions Parse(string text, string option)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InputException($"{option} is empty. Give an activation, such as tanh or elu:alpha=2.");
        var registry = ActivationRegistry.Instance;
        var mistakes = new MistakeList();
        var origin = new Origin(new Source($"{option} {Quote.Shorten(text)}", 0), 0, 0);
        var value = ShortForm.ToJson(text.Trim(), registry.Discriminator, option);
        var node = SetArgument.Value(value, origin, mistakes);
        var slot = new Slot(Choice, new OptionAttribute("activation", ""), Nullable: false);
        var read = node is null
            ? null
            : new TreeReader(ExperimentCatalog.Instance, mistakes, partial: false).Read(node, slot, "activation", null) as JsonObject;
        mistakes.ThrowIfAny();
        var row = Choice.Row((string)read![registry.Discriminator]!)!;
        return (ActivationOptions)new OptionBinder(ExperimentCatalog.Instance).Bind(read, row.OptionsType);
    }

    /// <summary>Returns the activation as in a config, with every option.</summary>
    public static JsonNode ToJson(ActivationOptions activation) =>
        new OptionWriter(ExperimentCatalog.Instance).Write(activation, Choice)!;

    /// <summary>Returns the name and, in brackets, the options that are not at their defaults.</summary>
    public static string Describe(ActivationOptions activation)
    {
        var given = ToJson(activation).AsObject();
        var defaults = ToJson((ActivationOptions)OptionCatalog.Fresh(activation.GetType())).AsObject();
        var changed = given.Where(member => !JsonNode.DeepEquals(member.Value, defaults[member.Key]))
            .Select(member => $"{member.Key} {member.Value}").ToList();
        var name = ActivationRegistry.Instance.NameOf(activation);
        return changed.Count == 0 ? name : $"{name} ({string.Join(", ", changed)})";
    }
}
