using Labels = Experiments.Reports.RunPage.Labels;

namespace Experiments.Tests.Reports.RunPage;

public sealed class LabelsTests
{
    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(1234, "1.23 kB")]
    [InlineData(999_400, "999 kB")]
    [InlineData(999_600, "1 MB")]
    [InlineData(123_000_000, "123 MB")]
    [InlineData(999_999_999_999, "1 TB")]
    [InlineData(12_345e12, "12345 TB")]
    public void A_number_of_bytes_is_rounded_before_its_unit_is_chosen(double bytes, string text) =>
        Assert.Equal(text, Labels.Bytes(bytes));

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.97, "1 min 0 s")]
    [InlineData(724, "12 min 4 s")]
    [InlineData(3599.4, "59 min 59 s")]
    [InlineData(3599.6, "1 h 0 min")]
    [InlineData(7199, "2 h 0 min")]
    [InlineData(11_100, "3 h 5 min")]
    public void A_duration_is_rounded_before_its_unit_is_chosen(double seconds, string text) =>
        Assert.Equal(text, Labels.Duration(seconds));

    [Theory]
    [InlineData(0.9125, "91.25 %")]
    [InlineData(0.99994, "99.99 %")]
    [InlineData(0.99996, "99.99 %")]
    [InlineData(1, "100.0 %")]
    public void Only_a_share_of_one_is_100_percent(double share, string text) => Assert.Equal(text, Labels.Value("accuracy", share));
}
