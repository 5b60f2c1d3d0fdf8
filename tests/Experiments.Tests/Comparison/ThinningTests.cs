namespace Experiments.Tests.Comparison;

public sealed class ThinningTests
{
    [Theory]
    [InlineData(0, 4, "")]
    [InlineData(3, 4, "0 1 2")]
    [InlineData(4, 4, "0 1 2 3")]
    [InlineData(5, 3, "0 2 4")]
    [InlineData(10, 4, "0 3 6 9")]
    [InlineData(100, 2, "0 99")]
    public void A_long_list_is_thinned_to_evenly_spaced_values_with_both_ends(int count, int most, string left) =>
        Assert.Equal(left, string.Join(' ', Thinning.Of([.. Enumerable.Range(0, count)], most)));
}
