namespace Experiments.Options.Describing;

/// <summary>Describes permitted values, in the same words for error messages (English only) and for the reference.</summary>
internal static class Wording
{
    /// <summary>Returns a description such as <c>a number above 0</c> or <c>a list of whole numbers (each of 1 or more)</c>.</summary>
    public static string Expected(Slot slot, Language language = Language.English)
    {
        var texts = Texts.Of(language);
        if (slot is { Nullable: true, Shape: OptionType.Text, Option.Allowed.Length: > 0 })
            return Either([.. slot.Option.Allowed, "null"], language);
        var expected = Expected(slot, language, texts);
        if (!slot.Nullable)
            return expected;
        // Chinese texts need a space between Latin letters and Han characters, but not between two Han characters.
        return texts.Format(char.IsAscii(expected[^1]) ? "value.or_null_after_word" : "value.or_null", expected);
    }

    /// <summary>Returns a list such as <c>a, b or c</c>.</summary>
    public static string Either(IEnumerable<string> words, Language language = Language.English)
    {
        var (texts, all) = (Texts.Of(language), words.ToList());
        return all.Count switch
        {
            0 => texts["list.none"],
            1 => all[0],
            _ => $"{string.Join(texts["list.separator"], all.Take(all.Count - 1))}{texts["list.last"]}{all[^1]}",
        };
    }

    /// <summary>Formats a number in JSON notation, in any culture.</summary>
    public static string Plain(double value) => CanonicalJson.Number(value);

    // Describes the values except null.
    private static string Expected(Slot slot, Language language, Texts texts) => slot.Shape switch
    {
        OptionType.Integer => Ranged("value.integer", slot, texts),
        OptionType.Number => Ranged("value.number", slot, texts),
        OptionType.Formula => texts.Format("value.formula", Ranged("value.number", slot, texts)),
        OptionType.Boolean => texts["value.boolean"],
        OptionType.Text when slot.Option.Allowed.Length > 0 => Either(slot.Option.Allowed, language),
        OptionType.Text when slot.Option.Pattern.Length > 0 => Pattern(slot, language, texts),
        OptionType.Text => texts["value.text"],
        OptionType.List => texts.Format("values.list", Length(slot.Option, texts), Elements(slot.Element!, language, texts)),
        OptionType.Record => texts["value.object"],
        OptionType.Choice choice => texts.Format("value.choice", choice.Registry.Discriminator, Either(choice.Words, language)),
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };

    private static string Elements(Slot element, Language language, Texts texts) => element.Shape switch
    {
        OptionType.Integer => texts.Format("values.integers", Each(element, texts)),
        OptionType.Number => texts.Format("values.numbers", Each(element, texts)),
        OptionType.Formula => texts.Format("values.formulas", Each(element, texts)),
        OptionType.Boolean => texts["values.booleans"],
        OptionType.Text when element.Option.Allowed.Length > 0 => texts.Format("values.words", Either(element.Option.Allowed, language)),
        OptionType.Text when element.Option.Pattern.Length > 0 => texts.Format("values.patterns", Pattern(element, language, texts)),
        OptionType.Text => texts["values.texts"],
        OptionType.List => texts["values.lists"],
        OptionType.Choice choice => texts.Format("values.choices", choice.Registry.Discriminator, Either(choice.Words, language)),
        _ => texts["values.objects"],
    };

    private static string Pattern(Slot slot, Language language, Texts texts)
    {
        var words = language.Translated($"{slot.TextKey}.pattern", slot.Option.PatternInWords);
        return words.Length > 0 ? words : texts.Format("value.pattern", slot.Option.Pattern);
    }

    private static string Length(OptionAttribute option, Texts texts) => (option.MinimumLength, option.MaximumLength) switch
    {
        (0, int.MaxValue) => "",
        (1, int.MaxValue) => texts["values.one_or_more"],
        (var least, int.MaxValue) => texts.Format("values.at_least", least),
        var (least, most) when least == most => texts.Format("values.exactly", most),
        var (least, most) => texts.Format("values.between", least, most),
    };

    private static string Each(Slot element, Texts texts) =>
        RangeWords.Of(element, texts) is { Length: > 0 } range ? texts.Format("values.each", range) : "";

    private static string Ranged(string noun, Slot slot, Texts texts) =>
        RangeWords.Of(slot, texts) is { Length: > 0 } range ? texts.Format("value.ranged", texts[noun], range) : texts[noun];
}
