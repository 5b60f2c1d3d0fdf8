namespace Experiments.Tests.Training;

public sealed class MetricsTests
{
    [Theory]
    [InlineData("accuracy", 0.9, 0.8, true)]
    [InlineData("accuracy", 0.8, 0.8, false)]
    [InlineData("loss", 0.8, 0.9, true)]
    [InlineData("rmse", 0.9, 0.8, false)]
    [InlineData("loss", double.NaN, 0.8, false)]
    [InlineData("accuracy", double.NaN, 0.1, false)]
    public void Higher_accuracy_and_lower_values_of_other_metrics_are_better(string metric, double value, double than, bool better) =>
        Assert.Equal(better, Metrics.IsBetter(metric, value, than));

    [Theory]
    [InlineData("accuracy", 0.95, true)]
    [InlineData("accuracy", 0.949, false)]
    [InlineData("loss", 0.95, true)]
    [InlineData("loss", 0.951, false)]
    public void A_target_is_reached_at_its_value_or_beyond(string metric, double value, bool reached) =>
        Assert.Equal(reached, Metrics.Reaches(metric, value, 0.95));
}
