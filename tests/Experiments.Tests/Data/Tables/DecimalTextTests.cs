namespace Experiments.Tests.Data.Tables;

public class DecimalTextTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("01", "1")]
    [InlineData("1e0", "1")]
    [InlineData("+1.", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("-0.0", "0")]
    [InlineData(".50", "0.5")]
    [InlineData("-12.340", "-12.34")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("1e400", "1e400")]
    [InlineData("0.1e401", "1e400")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("12345678901234567891.0", "12345678901234567891")]
    public void A_number_has_one_shortest_text(string text, string shortest) => Assert.Equal(shortest, DecimalText.Shortest(text));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1a")]
    [InlineData("nan")]
    [InlineData("1e99999999999")]
    public void Other_text_has_none(string text) => Assert.Null(DecimalText.Shortest(text));
}
