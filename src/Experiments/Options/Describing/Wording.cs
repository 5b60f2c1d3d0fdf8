namespace Experiments.Options.Describing;

/// <summary>Describes permitted values in English; the reader's messages and the reference use the same words.</summary>
internal static class Wording
{
    private static readonly RangeWords s_range = new()
    {
        Above = " above {0}",
        AtLeast = " of {0} or more",
        Below = " below {1}",
        AtMost = " of {1} or less",
        Closed = " from {0} to {1}",
        Open = " above {0} and below {1}",
        OpenBelow = " above {0}, up to {1}",
        OpenAbove = " of {0} or more and below {1}",
    };

    /// <summary>Such as <c>a number above 0</c> or <c>a list of whole numbers, each 1 or more</c>.</summary>
    public static string Expected(Slot slot) => slot switch
    {
        { Nullable: true, Shape: OptionType.Text, Option.Allowed.Length: > 0 } => Either([.. slot.Option.Allowed, "null"]),
        { Nullable: true } => $"{Expected(slot.Shape, slot.Option)} or null",
        _ => Expected(slot.Shape, slot.Option),
    };

    // Leaves out null.
    private static string Expected(OptionType shape, OptionAttribute option) => shape switch
    {
        OptionType.Integer integer => "a whole number" + s_range.Of(option, integer),
        OptionType.Number => "a number" + s_range.Of(option, null),
        OptionType.Formula => $"a number{s_range.Of(option, null)}, or an expression",
        OptionType.Boolean => "true or false",
        OptionType.Text when option.Allowed.Length > 0 => Either(option.Allowed),
        OptionType.Text when option.Pattern.Length > 0 => PatternInWords(option),
        OptionType.Text => "text",
        OptionType.List list => $"a list of {Length(option)}{ListOf(list, option)}",
        OptionType.Record => "an object",
        OptionType.Choice choice => $"an object whose '{choice.Registry.Discriminator}' is {Either(choice.Words)}",
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    /// <summary><c>a, b or c</c>.</summary>
    public static string Either(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count switch
        {
            0 => "nothing (none is registered)",
            1 => all[0],
            _ => $"{string.Join(", ", all.Take(all.Count - 1))} or {all[^1]}",
        };
    }

    /// <summary>Formats a number in JSON notation, whatever the culture.</summary>
    public static string Plain(double value) => CanonicalJson.Number(value);

    private static string PatternInWords(OptionAttribute option) =>
        option.PatternInWords.Length > 0 ? option.PatternInWords : $"text of the form {option.Pattern}";

    private static string Length(OptionAttribute option) => (option.MinimumLength, option.MaximumLength) switch
    {
        (0, int.MaxValue) => "",
        (1, int.MaxValue) => "one or more ",
        (var least, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"{least} or more "),
        var (least, most) when least == most => string.Create(CultureInfo.InvariantCulture, $"{most} "),
        var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most} "),
    };

    private static string ListOf(OptionType.List list, OptionAttribute option) => list.Element switch
    {
        OptionType.Integer integer => "whole numbers" + Each(s_range.Of(option, integer)),
        OptionType.Formula => $"numbers{Each(s_range.Of(option, null))} or expressions",
        OptionType.Number => "numbers" + Each(s_range.Of(option, null)),
        OptionType.Boolean => "true and false",
        OptionType.Text when option.Allowed.Length > 0 => $"the words {Either(option.Allowed)}",
        OptionType.Text when option.Pattern.Length > 0 => $"texts (each {PatternInWords(option)})",
        OptionType.Text => "texts",
        OptionType.List => "lists",
        OptionType.Choice choice => $"objects whose '{choice.Registry.Discriminator}' is {Either(choice.Words)}",
        _ => "objects",
    };

    private static string Each(string range) => range.Length == 0 ? "" : $" (each{range})";
}
