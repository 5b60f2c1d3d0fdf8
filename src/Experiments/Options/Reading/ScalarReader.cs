using System.Numerics;
using Experiments.Options.Describing;
using Experiments.Options.Expressions;

namespace Experiments.Options.Reading;

/// <summary>Checks a single value: its type, its range and its permitted words.</summary>
internal sealed class ScalarReader(MistakeList mistakes)
{
    /// <summary>Returns the value; on failure, adds a mistake and returns null.</summary>
    public JsonNode? Read(Node node, Slot slot, string path) => (node, slot.Shape) switch
    {
        (NumberNode number, OptionType.Integer integer) => Integer(number, integer, slot, path),
        (NumberNode number, OptionType.Number) => Number(number, slot, path),
        (NumberNode number, OptionType.Formula) => Number(number, slot, path),
        (TextNode text, OptionType.Formula formula) => Formula(text, formula, slot, path),
        (BooleanNode boolean, OptionType.Boolean) => JsonValue.Create(boolean.Value),
        (TextNode text, OptionType.Text) => Text(text, slot, path),
        _ => Refuse(node, slot, path, Hint(node, slot)),
    };

    /// <summary>Describes a value for a message, with its type if it is a text or a number.</summary>
    public static string Given(Node node) => node switch
    {
        TextNode { Bare: false } => $"the text {Quote.Value(node)}",
        NumberNode => $"the number {Quote.Value(node)}",
        _ => Quote.Value(node),
    };

    private JsonValue? Refuse(Node node, Slot slot, string path, string hint = "")
    {
        mistakes.Add(node.Origin, $"{path} is {Given(node)}; {Wording.Expected(slot)} is expected{hint}");
        return null;
    }

    private JsonValue? Integer(NumberNode node, OptionType.Integer shape, Slot slot, string path)
    {
        if (node.Text.AsSpan().ContainsAny('.', 'e', 'E'))
            return Refuse(node, slot, path, ", written without a point or an exponent");
        var value = BigInteger.Parse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (!InRange((double)value, slot.Option))
            return Refuse(node, slot, path);
        return value >= shape.Lowest && value <= shape.Highest
            ? JsonValue.Create((long)value)
            : Refuse(node, slot, path,
                string.Create(CultureInfo.InvariantCulture, $", from {shape.Lowest} to {shape.Highest}"));
    }

    private JsonValue? Number(NumberNode node, Slot slot, string path)
    {
        var value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        // Refuses numbers outside the range of float32, because libtorch converts every number to float32.
        if (!float.IsFinite((float)value))
            return Refuse(node, slot, path, ", at most 3.4028235e38 (the largest float32)");
        if (value == 0 && node.Text.Split('e', 'E')[0].Any(c => c is >= '1' and <= '9'))
            return Refuse(node, slot, path, ", 0 or at least 5e-324 (the smallest double above 0)");
        // Converts -0 to 0, because canonical JSON has no -0 (RFC 8785), so a record could not distinguish -0 from 0.
        return InRange(value, slot.Option) ? JsonValue.Create(value == 0 ? 0.0 : value) : Refuse(node, slot, path);
    }

    private JsonValue? Formula(TextNode node, OptionType.Formula formula, Slot slot, string path)
    {
        if (double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return Refuse(node, slot, path, Hint(node, slot));
        try
        {
            var expression = Expression.Parse(node.Value, formula.Names);
            if (expression.Constant is not { } value || (float.IsFinite((float)value) && InRange(value, slot.Option)))
                return JsonValue.Create(expression.Text);
            mistakes.Add(node.Origin,
                $"{path} is {Given(node)}, which evaluates to {value.ToString(CultureInfo.InvariantCulture)}; {Wording.Expected(slot)} "
                    + $"is expected");
        }
        catch (FormatException wrong)
        {
            mistakes.Add(node.Origin, $"{path} is {Given(node)}; {Wording.Expected(slot)} is expected: {wrong.Message}");
        }

        return null;
    }

    private static bool InRange(double value, OptionAttribute option) =>
        (option.ExclusiveMinimum ? value > option.Minimum : value >= option.Minimum)
        && (option.ExclusiveMaximum ? value < option.Maximum : value <= option.Maximum);

    private JsonValue? Text(TextNode node, Slot slot, string path)
    {
        var (allowed, pattern) = (slot.Option.Allowed, slot.Option.Pattern);
        if (allowed.Length > 0 && !allowed.Contains(node.Value))
            return Refuse(node, slot, path, Names.DidYouMean(node.Value, allowed));
        // The match needs no time limit: all patterns are from this program, and none of them backtracks far.
        if (pattern.Length > 0 && !Regex.IsMatch(node.Value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant))
            return Refuse(node, slot, path);
        if (!node.Value.Contains('\0'))
            return JsonValue.Create(node.Value);
        mistakes.Add(node.Origin, $"{path} contains the character U+0000; remove this character");
        return null;
    }

    // Suggests a correction for a value of the wrong type.
    private static string Hint(Node node, Slot slot) => (node, slot.Shape) switch
    {
        (TextNode { Bare: true }, _) => $"; {Quote.Value(node)} is not JSON",
        (TextNode text, OptionType.Integer or OptionType.Number or OptionType.Formula)
            when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) =>
            ", without quotes",
        (TextNode { Value: "true" or "false" }, OptionType.Boolean) => ", without quotes",
        (NumberNode or BooleanNode, OptionType.Text) => $", in quotes: \"{Quote.Value(node)}\"",
        _ => "",
    };
}
