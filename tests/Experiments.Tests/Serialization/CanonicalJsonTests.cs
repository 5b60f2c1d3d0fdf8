namespace Experiments.Tests.Serialization;

public class CanonicalJsonTests
{
    // The rows are from RFC 8785, appendix B: the bits of a double and its canonical text.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_RFC_8785_lists_them(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(0x7fffffffffffffff)]
    [InlineData(0x7ff0000000000000)]
    [InlineData(0xfff0000000000000)]
    public void A_number_that_is_not_finite_is_refused(ulong bits) =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Fact]
    public void The_example_of_RFC_8785_section_3_2_is_written_byte_for_byte()
    {
        var node = JsonNode.Parse(
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """);

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            CanonicalJson.Serialize(node));
    }

    [Fact]
    public void Keys_are_sorted_by_UTF16_code_units_as_in_RFC_8785_section_3_2_3()
    {
        var node = JsonNode.Parse(
            """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """)!.AsObject();

        var written = JsonNode.Parse(CanonicalJson.Serialize(node))!.AsObject();

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
                "Hebrew Letter Dalet With Dagesh"],
            written.Select(member => member.Value!.GetValue<string>()));
    }

    [Fact]
    public void A_hundred_thousand_random_doubles_come_back_bit_for_bit()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value))
                continue;
            var text = CanonicalJson.Number(value);
            Assert.Equal(value, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
            Assert.True(text.Length <= 25, $"{text} is longer than 17 digits with a sign, a point and an exponent.");
        }
    }

    [Theory]
    [InlineData(9_007_199_254_740_991, "9007199254740991")]
    [InlineData(-9_007_199_254_740_991, "-9007199254740991")]
    public void The_largest_exact_integers_are_written_in_full(long value, string expected) =>
        Assert.Equal(expected, CanonicalJson.Serialize(JsonValue.Create(value)));

    [Theory]
    [InlineData(9_007_199_254_740_993)]
    [InlineData(long.MinValue)]
    public void An_integer_that_a_double_does_not_hold_is_refused_rather_than_rounded(long value) =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonValue.Create(value)));

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Half_a_surrogate_pair_is_refused(int half) =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonValue.Create($"a{(char)half}b")));

    [Fact]
    public void Canonical_text_is_its_own_canonical_form()
    {
        const string canonical = """{"a":[1e-7,100000000000000000000,"é\u001f"],"b":{"":null}}""";

        Assert.Equal(canonical, CanonicalJson.Serialize(JsonNode.Parse(canonical)));
    }
}
