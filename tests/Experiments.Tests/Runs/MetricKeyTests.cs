namespace Experiments.Tests.Runs;

public sealed class MetricKeyTests
{
    [Theory]
    [InlineData("test.accuracy", false, "test.accuracy")]
    [InlineData("best.validation.rmse_log", true, "validation.rmse_log")]
    [InlineData("train.best.loss", false, "train.best.loss")]
    public void A_value_at_the_selected_evaluation_has_the_prefix_best(string key, bool isBest, string bare) =>
        Assert.Equal((isBest, bare), (MetricKey.IsBest(key), MetricKey.Bare(key)));

    [Theory]
    [InlineData("test.accuracy", true)]
    [InlineData("best.train.loss", true)]
    [InlineData("accuracy", false)]
    [InlineData("best.accuracy", false)]
    [InlineData("test.Accuracy", false)]
    public void A_key_is_a_split_and_a_metric(string key, bool isOne) =>
        Assert.Equal(isOne, Regex.IsMatch(key, $@"\A{MetricKey.Pattern}\z"));
}
