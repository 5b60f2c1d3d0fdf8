namespace Experiments.Tests.Experiment;

/// <summary>Tests the exact messages for typical mistakes, in several cultures.</summary>
public sealed class MessagesTests : IDisposable
{
    private readonly ConfigFolder _folder = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public static TheoryData<string, string> Typical => new()
    {
        { "\"ratoi\": 0.5", "ratoi is not a key of a config (known: name, count, large, ratio, free, flag, mode, note, sizes, "
        + "extra, shape, "
            + "needed, maybe, nested, rules); did you mean 'ratio'?" },
        { "\"Ratio\": 0.5", "Ratio is not a key of a config (known: name, count, large, ratio, free, flag, mode, note, sizes, "
        + "extra, shape, "
            + "needed, maybe, nested, rules); did you mean 'ratio'?" },
        { "\"shape\": {\"radus\": 1}", "shape.radus is not a key of circle (known: radius, colour, kind); did you mean 'radius'?" },
        { "\"shape\": {\"kind\": \"circle\", \"side\": 1}", "shape.side is a key of square, not of circle (known: radius, colour, kind)." },
        { "\"shape\": {\"kind\": \"Circle\"}", "shape.kind is \"Circle\"; circle or square is expected; did you mean 'circle'?" },
        { "\"shape\": {\"kind\": \"triangle\"}", "shape.kind is \"triangle\"; circle or square is expected." },
        { "\"shape\": {\"kind\": 3}", "shape.kind is the number 3; circle or square is expected." },
        { "\"shape\": 3", "shape is the number 3; an object whose 'kind' is circle or square is expected." },
        { "\"maybe\": {}", "maybe needs 'kind': circle or square." },
        { "\"ratio\": \"0.5\"", "ratio is the text \"0.5\"; a number of 0 or more and below 1 is expected, without quotes." },
        { "\"ratio\": \"NaN\"", "ratio is the text \"NaN\"; a number of 0 or more and below 1 is expected." },
        { "\"ratio\": \"0,5\"", "ratio is the text \"0,5\"; a number of 0 or more and below 1 is expected." },
        { "\"ratio\": 1.5", "ratio is the number 1.5; a number of 0 or more and below 1 is expected." },
        { "\"ratio\": 1", "ratio is the number 1; a number of 0 or more and below 1 is expected." },
        { "\"ratio\": null", "ratio is null; a number of 0 or more and below 1 is expected." },
        { "\"free\": 1e400", "free is the number 1e400; a number or null is expected, at most 3.4028235e38 (the largest float32)." },
        { "\"free\": -3.5e38", "free is the number -3.5e38; a number or null is expected, at most 3.4028235e38 (the largest float32)." },
        { "\"free\": 1e-400", "free is the number 1e-400; a number or null is expected, 0 or at least 5e-324 (the smallest "
            + "double above 0)." },
        { "\"count\": 1.5", "count is the number 1.5; a whole number from 1 to 1000 is expected, written without a point or an exponent." },
        { "\"count\": 1.0", "count is the number 1.0; a whole number from 1 to 1000 is expected, written without a point or an exponent." },
        { "\"count\": 1001", "count is the number 1001; a whole number from 1 to 1000 is expected." },
        { "\"count\": -99999999999999999999", "count is the number -99999999999999999999; a whole number from 1 to 1000 is expected." },
        { "\"large\": 9007199254740992",
            "large is the number 9007199254740992; a whole number is expected, from -9007199254740991 to 9007199254740991." },
        { "\"flag\": \"true\"", "flag is the text \"true\"; true or false is expected, without quotes." },
        { "\"flag\": 1", "flag is the number 1; true or false is expected." },
        { "\"mode\": \"FAN_IN\"", "mode is the text \"FAN_IN\"; fan_in or fan_out is expected; did you mean 'fan_in'?" },
        { "\"note\": true", "note is true; text or null is expected, in quotes: \"true\"." },
        { "\"note\": \"a\\u0000\"", "note contains the character U+0000; remove this character." },
        { "\"sizes\": 3", "sizes is the number 3; a list of one or more whole numbers (each of 1 or more) is expected." },
        { "\"sizes\": []", "sizes is a list of length 0; a list of one or more whole numbers (each of 1 or more) is expected." },
        { "\"sizes\": [4, 0]", "sizes.1 is the number 0; a whole number of 1 or more is expected." },
        { "\"sizes\": [4, [5]]", "sizes.1 is a list; a whole number of 1 or more is expected." },
        { "\"nested\": []", "nested is a list; an object is expected." },
        { "\"nested\": {\"limit\": 4}", "nested.limit is below depth; it must be at least that." },
        { "\"rules\": [{\"kind\": \"lineer\"}]",
            "rules.0.kind is the text \"lineer\"; linear, conv or null is expected; did you mean 'linear'?" },
        { "\"rules\": [{\"mach\": \"x\"}]",
            "rules.0.mach is not a key of an element of rules (known: match, kind, shape); did you mean 'match'?" },
        { "\"rules\": {\"kind\": \"linear\"}", "rules is an object; a list of objects is expected." },
    };

    public static TheoryData<string> Cultures => ["", "en-US", "de-DE", "zh-CN", "tr-TR"];

    public void Dispose()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _culture;
        _folder.Dispose();
    }

    [SkippableTheory]
    [MemberData(nameof(Cultures))]
    public void A_typical_mistake_is_explained_in_the_same_words_in_every_culture(string culture)
    {
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        }
        catch (CultureNotFoundException)
        {
            Skip.If(true, $"This machine has no culture data (ICU) for {culture}.");
        }
        foreach (var row in Typical)
        {
            var (members, expected) = ((string)row[0], (string)row[1]);
            var mistake = Assert.Single(_folder.MistakesOf("{\"name\": \"toy\", \"needed\": \"circle\",\n  " + members + "\n}"));
            Assert.Matches(@"^toy\.json:2:\d+: ", mistake);
            Assert.Equal(expected, mistake[(mistake.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }
    }

    [Fact]
    public void A_missing_key_is_named_with_what_it_takes() =>
        Assert.Equal(
            [
                "toy.json:1:1: name is missing; lower-case letters is expected.",
                "toy.json:1:1: needed is missing; an object whose 'kind' is circle or square is expected.",
            ],
            _folder.MistakesOf("{}"));

    [Fact]
    public void Keys_that_contradict_one_another_are_found_where_nothing_else_is_wrong_with_them_even_beside_other_mistakes() =>
        Assert.Equal(
            [
                "toy.json:1:37: nested.limit is below depth; it must be at least that.",
                "toy.json:1:51: needed is the number 3; an object whose 'kind' is circle or square is expected.",
            ],
            _folder.MistakesOf("""{"name": "toy", "nested": {"limit": 4}, "needed": 3}"""));
}
