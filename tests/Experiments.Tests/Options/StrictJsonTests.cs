namespace Experiments.Tests.Options;

public sealed class StrictJsonTests : IDisposable
{
    private const string Valid = """{"name": "toy", "needed": "circle"}""";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var toy = _folder.BindToy(
            """
            // why this experiment
            { "name": "toy", /* a shape */ "needed": "circle", "sizes": [1, 2,], }
            """);

        Assert.Equal([1, 2], toy.Sizes);
    }

    [Fact]
    public void A_UTF8_byte_order_mark_is_skipped_and_does_not_shift_columns()
    {
        var path = _folder.Write("toy.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"x": 1}""")]);

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, path, []));

        Assert.Contains(refused.Mistakes, mistake => mistake.StartsWith($"{path}:1:2: x is not a key", StringComparison.Ordinal));
    }

    [Fact]
    public void A_UTF16_file_is_refused_by_its_encoding()
    {
        var path = _folder.Write("toy.json", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Valid)).ToArray());

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, path, []));

        Assert.Equal($"{path}:1:1: the file is UTF-16; save it as UTF-8.", refused.Message);
    }

    [Fact]
    public void Invalid_UTF8_is_refused_at_its_byte()
    {
        var path = _folder.Write("toy.json", [.. "{\n\"name\": \"é"u8, 0xFF, .. "\"}"u8]);

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, path, []));

        Assert.Equal($"{path}:2:11: the byte 0xFF is not valid UTF-8 here; save the file as UTF-8.", refused.Message);
    }

    [Theory]
    [InlineData("{\"name\": \"toy\", \"count\": 1 \"ratio\": 2}", "toy.json:1:28: this is not valid JSON: '\"' is invalid after a value.")]
    [InlineData("{\"name\": 'toy'}", "toy.json:1:10: this is not valid JSON: ''' is an invalid start of a value.")]
    [InlineData("{\"ratio\": NaN}", "toy.json:1:11: this is not valid JSON: 'N' is an invalid start of a value.")]
    [InlineData("{\"count\": 01}", "toy.json:1:12: this is not valid JSON: Invalid leading zero before '1'.")]
    [InlineData("{\n  \"a\": [1]", "toy.json:2:11: this is not valid JSON: the text ends before all objects and lists are closed.")]
    [InlineData("{} {}", "toy.json:1:4: this is not valid JSON: '{' is invalid after a single JSON value.")]
    [InlineData("", "toy.json:1:1: this is not valid JSON: the file is empty; a config is an object, { … }.")]
    [InlineData("{\"name\": \"\\ud800\"}",
        "toy.json:1:1: this is not valid JSON: a \\u escape is an unpaired surrogate, which is not a character.")]
    public void A_syntax_error_is_said_with_line_and_column(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(_folder.MistakesOf(text)));

    [Theory]
    [InlineData("[]", "a list")]
    [InlineData("\"toy\"", "\"toy\"")]
    [InlineData("3", "3")]
    [InlineData("null", "null")]
    public void What_is_not_an_object_is_no_config(string text, string given) =>
        Assert.Equal($"toy.json:1:1: a config is an object, {{ … }}, not {given}.", Assert.Single(_folder.MistakesOf(text)));

    [Fact]
    public void A_key_twice_is_refused_at_any_depth_with_both_places()
    {
        var mistakes = _folder.MistakesOf(
            """
            { "name": "toy", "needed": "circle",
              "rules": [ { "match": "a",
                "match": "b" } ] }
            """);

        Assert.Equal(["toy.json:3:5: rules.0.match is given twice, first on line 2; keep one of them."], mistakes);
    }

    [Fact]
    public void Escaped_and_plain_spellings_of_a_key_are_the_same_key() =>
        Assert.Contains("name is given twice", Assert.Single(_folder.MistakesOf("""{"name": "a", "n\u0061me": "b", "needed": "circle"}""")),
            StringComparison.Ordinal);

    [Fact]
    public void Nesting_deeper_than_any_config_is_refused() =>
        Assert.Contains("depth", Assert.Single(_folder.MistakesOf(string.Concat(Enumerable.Repeat("[", 100_000)))),
            StringComparison.Ordinal);

    [Fact]
    public void A_file_larger_than_any_config_is_refused_without_being_parsed()
    {
        var path = _folder.Write("toy.json", new string(' ', 2 << 20) + Valid);

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, path, []));

        Assert.Equal($"{path}: it is larger than 1 MiB, the limit for a config.", refused.Message);
    }

    [Fact]
    public void Thousands_of_mistakes_end_after_a_screen_of_them()
    {
        var keys = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"unknown{i}\": 0"));

        var mistakes = _folder.MistakesOf($$"""{"name": "toy", "needed": "circle", {{keys}}}""");

        Assert.Equal(51, mistakes.Count);
        Assert.Equal("… and 19950 more mistakes.", mistakes[^1]);
    }
}
