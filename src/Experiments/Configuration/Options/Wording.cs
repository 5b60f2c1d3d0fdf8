using System.Globalization;

namespace Experiments.Configuration.Options;

/// <summary>How what a key may be is said to a person; the reader's sentences and the reference use the same words.</summary>
internal static class Wording
{
    /// <summary>Such as <c>a number above 0</c> or <c>a list of whole numbers, each 1 or more</c>.</summary>
    public static string Expected(Slot slot) => slot switch
    {
        { Nullable: true, Shape: Shape.Text, Option.Allowed.Length: > 0 } => Either([.. slot.Option.Allowed, "null"]),
        { Nullable: true } => $"{Expected(slot.Shape, slot.Option)} or null",
        _ => Expected(slot.Shape, slot.Option),
    };

    // The same without null.
    private static string Expected(Shape shape, OptionAttribute option) => shape switch
    {
        Shape.Integer integer => "a whole number" + Range(option, integer),
        Shape.Number => "a number" + Range(option, null),
        Shape.Formula => $"a number{Range(option, null)}, or an expression",
        Shape.Boolean => "true or false",
        Shape.Text when option.Allowed.Length > 0 => Either(option.Allowed),
        Shape.Text when option.Pattern.Length > 0 => PatternInWords(option),
        Shape.Text => "text",
        Shape.List list => $"a list of {Length(option)}{ListOf(list, option)}",
        Shape.Record => "an object",
        Shape.Choice choice => $"an object whose '{choice.Registry.Discriminator}' is {Either(choice.Words)}",
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

    /// <summary>A number in JSON's notation, whatever the culture.</summary>
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

    private static string ListOf(Shape.List list, OptionAttribute option) => list.Element switch
    {
        Shape.Integer integer => "whole numbers" + Each(Range(option, integer)),
        Shape.Formula => $"numbers{Each(Range(option, null))} or expressions",
        Shape.Number => "numbers" + Each(Range(option, null)),
        Shape.Boolean => "true and false",
        Shape.Text when option.Allowed.Length > 0 => $"the words {Either(option.Allowed)}",
        Shape.Text when option.Pattern.Length > 0 => $"texts (each {PatternInWords(option)})",
        Shape.Text => "texts",
        Shape.List => "lists",
        Shape.Choice choice => $"objects whose '{choice.Registry.Discriminator}' is {Either(choice.Words)}",
        _ => "objects",
    };

    private static string Each(string range) => range.Length == 0 ? "" : $" (each{range})";

    private static string Range(OptionAttribute option, Shape.Integer? integer)
    {
        var least = Math.Max(option.Minimum, integer?.Lowest ?? double.NegativeInfinity);
        var most = Math.Min(option.Maximum, integer?.Highest ?? double.PositiveInfinity);
        return (option.Minimum, option.Maximum, option.ExclusiveMinimum, option.ExclusiveMaximum) switch
        {
            (double.NegativeInfinity, double.PositiveInfinity, _, _) => "",
            (_, double.PositiveInfinity, true, _) => $" above {Plain(least)}",
            (_, double.PositiveInfinity, false, _) => $" of {Plain(least)} or more",
            (double.NegativeInfinity, _, _, true) => $" below {Plain(most)}",
            (double.NegativeInfinity, _, _, false) => $" of {Plain(most)} or less",
            (_, _, false, false) => $" from {Plain(least)} to {Plain(most)}",
            (_, _, true, true) => $" above {Plain(least)} and below {Plain(most)}",
            (_, _, true, false) => $" above {Plain(least)}, up to {Plain(most)}",
            (_, _, false, true) => $" of {Plain(least)} or more and below {Plain(most)}",
        };
    }
}
