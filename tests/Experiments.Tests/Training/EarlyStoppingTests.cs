using Experiments.Tests.Runs;

namespace Experiments.Tests.Training;

public sealed class EarlyStoppingTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_run_without_improvement_ends_after_patience_evaluations()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=0", "training.eval_every_steps=5",
            "training.early_stopping={\"patience\":3}");

        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Equal(15, summary.Progress.Step);
        Assert.Equal("early_stopping", summary.StoppedBy);
        Assert.Equal("early_stopping", RunSummary.Read(Path.Combine(summary.Folder, "summary.json")).StoppedBy);
        Assert.Equal(0, summary.Progress.Best!.Step);
    }

    [Fact]
    public void A_run_that_improves_trains_to_its_end()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.early_stopping={\"patience\":1,\"metric\":\"loss\"}");

        Assert.Equal(40, summary.Progress.Step);
        Assert.Null(summary.StoppedBy);
    }

    [Fact]
    public void A_gain_below_min_delta_does_not_count()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.eval_every_steps=5",
            "training.early_stopping={\"patience\":2,\"metric\":\"loss\",\"min_delta\":100}");

        Assert.Equal(10, summary.Progress.Step);
    }

    [Theory]
    [InlineData("accuracy", 0.8, 0.7, true)]
    [InlineData("accuracy", 0.74, 0.7, false)]
    [InlineData("loss", 0.6, 0.7, true)]
    [InlineData("loss", 0.66, 0.7, false)]
    [InlineData("loss", double.NaN, 0.7, false)]
    public void An_improvement_exceeds_min_delta_in_the_metrics_direction(string metric, double value, double than, bool better) =>
        Assert.Equal(better, new EarlyStoppingOptions { MinDelta = 0.05 }.IsBetter(metric, value, than));

    [Fact]
    public void Early_stopping_without_a_validation_split_is_refused()
    {
        var refused = Assert.Throws<InputException>(
            () => _runs.Run(RunFixture.DigitsMlp, "data.validation=0", "training.early_stopping={}"));

        Assert.Equal("training.early_stopping: this data has no validation split to watch; set data.validation, or remove "
            + "early_stopping.", refused.Message);
    }

    [Fact]
    public void A_metric_that_is_not_measured_is_refused()
    {
        var refused = Assert.Throws<InputException>(() => _runs.Run(RunFixture.DigitsMlp, "training.early_stopping={\"metric\":\"rmse\"}"));

        Assert.Equal("training.early_stopping.metric: 'rmse' is not measured on this data with this loss; allowed are loss, accuracy.",
            refused.Message);
    }
}
