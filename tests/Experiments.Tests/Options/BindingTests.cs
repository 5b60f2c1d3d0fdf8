namespace Experiments.Tests.Options;

public sealed class BindingTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<double> Doubles => [0.1, 1.0 / 3, 5e-324, 2.2250738585072014e-308, float.MaxValue, float.MinValue, 1e21, 1e-7,
        123456789.123456789, 9007199254740993, 0.30000000000000004];

    [Theory]
    [MemberData(nameof(Doubles))]
    public void A_double_survives_bit_for_bit(double value)
    {
        var toy = _folder.BindToy(
            $$"""{"name": "a", "needed": "circle", "free": {{value.ToString("R", CultureInfo.InvariantCulture)}}, "extra": """
                + $$"""[{{value.ToString("E16", CultureInfo.InvariantCulture)}}]}""");

        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(toy.Free!.Value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(toy.Extra![0]));
    }

    [Fact]
    public void Minus_zero_becomes_zero_because_the_record_could_not_tell_them_apart() =>
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(
            _folder.BindToy("""{"name": "a", "needed": "circle", "free": -0.0}""").Free!.Value));

    [Theory]
    [InlineData(0)]
    [InlineData(9_007_199_254_740_991)]
    [InlineData(-9_007_199_254_740_991)]
    public void A_whole_number_survives_to_its_last_digit(long value) =>
        Assert.Equal(value, _folder.BindToy($$"""{"name": "a", "needed": "circle", "large": {{value}}}""").Large);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("0.1")]
    [InlineData("a:b")]
    [InlineData("é😀\u2028\"\\\n\t")]
    [InlineData("%PATH% $HOME")]
    public void Text_survives_as_it_is(string text) =>
        Assert.Equal(text, _folder.BindToy(
            $$"""{"name": "a", "needed": "circle", "note": {{JsonValue.Create(text).ToJsonString()}}}""").Note);

    [Fact]
    public void Null_and_an_empty_list_and_a_list_of_one_stay_apart()
    {
        const string toy = """{"name": "a", "needed": "circle", "extra": """;

        Assert.Null(_folder.BindToy(toy + "null}").Extra);
        Assert.Empty(_folder.BindToy(toy + "[]}").Extra!);
        Assert.Equal([0], _folder.BindToy(toy + "[0]}").Extra!);
    }

    [Fact]
    public void A_long_list_keeps_its_order()
    {
        var sizes = Enumerable.Range(1, 1200).Select(i => i * 7919 % 10_007 + 1).ToArray();

        Assert.Equal(sizes, _folder.BindToy($$"""{"name": "a", "needed": "circle", "sizes": [{{string.Join(",", sizes)}}]}""").Sizes);
    }

    [Fact]
    public void A_key_left_out_of_an_object_takes_the_default_of_the_place_not_of_the_type()
    {
        var toy = _folder.BindToy("""{"name": "a", "needed": "circle", "nested": {"limit": 6}}""");

        Assert.Equal(new ToyNested { Depth = 5, Limit = 6 }, toy.Nested);
    }

    [Fact]
    public void The_document_is_complete_and_reading_it_again_gives_the_same()
    {
        var document = _folder.ReadToy(
            """{"name": "a", "needed": {"kind": "square", "inner": "circle"}, "rules": [{"shape": "square"}], "Serilog": """
                + """{"MinimumLevel": "Debug", "Enrich": []}}""");

        Assert.Equal(
            """{"Serilog":{"Enrich":[],"MinimumLevel":"Debug"},"count":3,"extra":null,"flag":true,"free":null,"large":0,"maybe":null,"mode":"fan_in","name":"a","needed":{"colour":"red","inner":{"colour":"red","kind":"circle","radius":1},"kind":"square","side":2},"nested":{"depth":5,"limit":null},"note":null,"ratio":0.1,"rules":[{"kind":null,"match":"*","shape":{"colour":"red","inner":null,"kind":"square","side":2}}],"shape":{"colour":"red","kind":"circle","radius":1},"sizes":[256,128,64]}""",
            CanonicalJson.Serialize(document));
        Assert.Equal(CanonicalJson.Serialize(document), CanonicalJson.Serialize(_folder.ReadToy(document.ToJsonString())));
    }

    [Theory]
    [InlineData("""{"Serilog": []}""", "Serilog is a list; an object is expected.")]
    [InlineData("""{"Serilog": {"a": 1, "A": 2}}""",
        "Serilog.A differs from 'a' only in upper and lower case, which this section ignores; keep one of them.")]
    [InlineData("""{"Serilog": {"a:b": 1}}""", "Serilog.[\"a:b\"] has ':' in its name; use nested objects.")]
    [InlineData("""{"Serilog": {"a": 1e999}}""", "Serilog.a is 1e999, which cannot be stored exactly as a double.")]
    [InlineData("""{"Serilog": {"a": 9007199254740993}}""", "Serilog.a is 9007199254740993, which cannot be stored exactly as a double.")]
    [InlineData("""{"serilog": {}}""", "serilog is not a key of a config")]
    public void A_logging_section_that_could_not_be_kept_is_refused(string text, string expected) =>
        Assert.Contains(_folder.MistakesOf(text), mistake => mistake.Contains(expected, StringComparison.Ordinal));
}
