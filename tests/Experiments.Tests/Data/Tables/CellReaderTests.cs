namespace Experiments.Tests.Data.Tables;

public class CellReaderTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData('.', "", "1.37", 1.37)]
    [InlineData('.', "", "-1e3", -1000)]
    [InlineData(',', "", "1,37", 1.37)]
    [InlineData(',', "", "-1,5e3", -1500)]
    [InlineData(',', "", "12", 12)]
    [InlineData('.', ",", "1,047", 1047)]
    [InlineData('.', ",", "-1,234,567.5", -1234567.5)]
    [InlineData('.', ",", "1234", 1234)]
    [InlineData(',', ".", "1.234,5", 1234.5)]
    [InlineData(',', " ", "1\u00A0234,5", 1234.5)]
    [InlineData('.', " ", "1 234", 1234)]
    [InlineData('.', "'", "1’234.5", 1234.5)]
    public void Numbers_are_read_in_the_notation_that_the_keys_name(char point, string thousands, string cell, double value)
    {
        Assert.True(new CellReader(None, point, thousands).TryNumber(cell, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData('.', "", "1,37")]
    [InlineData('.', "", "1,047")]
    [InlineData('.', ",", "1,37")]
    [InlineData('.', ",", "10,47.5")]
    [InlineData('.', ",", "1234,567")]
    [InlineData('.', ",", ",123")]
    [InlineData('.', ",", "1.5,123")]
    [InlineData('.', ",", "1,,234")]
    [InlineData(',', "", "1.37")]
    [InlineData(',', "", "1,3,7")]
    [InlineData(',', ".", "1.37")]
    public void A_number_in_another_notation_is_none(char point, string thousands, string cell) =>
        Assert.False(new CellReader(None, point, thousands).TryNumber(cell, out _));

    [Theory]
    [InlineData("5%", 5, "%")]
    [InlineData("5.5 %", 5.5, "%")]
    [InlineData("$12", 12, "$")]
    [InlineData("-$12", -12, "$")]
    [InlineData("$-12", -12, "$")]
    [InlineData("12€", 12, "€")]
    [InlineData("£ 1e3", 1000, "£")]
    [InlineData("12", 12, "")]
    public void A_percent_or_currency_sign_is_apart_from_the_number(string cell, double value, string sign)
    {
        Assert.True(new CellReader(None).TryAmount(cell, out var read, out var found));
        Assert.Equal((value, sign), (read, found));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("$")]
    [InlineData("%5")]
    [InlineData("$nan")]
    [InlineData("$5%")]
    [InlineData("five%")]
    [InlineData("$1,200")]
    public void Text_with_a_sign_is_no_amount(string cell) => Assert.False(new CellReader(None).TryAmount(cell, out _, out _));

    [Fact]
    public void Equal_numbers_have_one_key_in_any_notation()
    {
        var reader = new CellReader(None, ',', ".");
        string[] cells = ["1234,5", "1.234,50", "1.234,5 €", "5 %", "a.b"];
        Assert.Equal(["1234.5€", "1234.5€", "1234.5€", "5%", "a.b"], cells.Select(cell => reader.Key(cell, "€")));
        Assert.Equal(["1234.5", "1234.5", "1234.5€", "5%", "a.b"], cells.Select(cell => reader.Key(cell, "")));
    }
}
