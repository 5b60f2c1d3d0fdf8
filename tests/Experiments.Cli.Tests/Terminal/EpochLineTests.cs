namespace Experiments.Cli.Tests.Terminal;

public sealed class EpochLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    public void An_epoch_is_one_line_with_labels_at_80_columns(string culture) => InCulture.Do(culture, () =>
    {
        Assert.Equal("epoch 3/30   train loss 0.0695  val accuracy 0.9722  test accuracy 0.9694", Line(79));
        Assert.Equal("epoch 3/30   train loss 0.0695  val accuracy 0.9722  val loss 0.0827  test accuracy 0.9694", Line(99));
        Assert.Equal("epoch 3/30   step 120    train loss 0.0695  val accuracy 0.9722  val loss 0.0827  test accuracy 0.9694  "
            + "test loss 0.1066  lr 0.05", Line(139));
    });

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    public void Inside_an_epoch_the_line_has_a_time_left_from_the_updates_made(string culture) => InCulture.Do(culture, () =>
    {
        // 100 updates took 10 s, so the remaining 1,100 updates need 110 s.
        Assert.Equal("epoch 3/30  train loss 0.0242  val accuracy 0.9722  lr 0.05  1:50 left", Live(step: 100, first: 0, width: 79));
        Assert.Equal("epoch 3/30  step 100/1,200  train loss 0.0242  val accuracy 0.9722  lr 0.05  8,960 examples/s  1:50 left",
            Live(step: 100, first: 0, width: 113));
        // The process of the resumed run has made 20 updates.
        Assert.EndsWith("9:10 left", Live(step: 100, first: 80, width: 79), StringComparison.Ordinal);
    });

    [Fact]
    public void The_first_update_already_has_a_time_left() =>
        Assert.EndsWith("left", Live(step: 1, first: 0, width: 79), StringComparison.Ordinal);

    private static string Live(long step, long first, int width)
    {
        var plan = Plan();
        var start = new RunStart((ExperimentConfig)plan.Config, plan, new InitPlan([], []), "runs/r", "cpu", first);
        return FieldLine.Join(
            StepColumn.Fields(start, new StepReport(step, 2.5, 0.0242, 1, 0.05, 8960), "val accuracy 0.9722", TimeSpan.FromSeconds(10)),
            width);
    }

    private static string Line(int width) => FieldLine.Join(new EpochLine(Plan()).Fields(
    [
        Row("train_running", new Metric("loss", 0.0695)),
        Row("validation", new Metric("loss", 0.0827), new Metric("accuracy", 0.9722)),
        Row("test", new Metric("loss", 0.1066), new Metric("accuracy", 0.9694)),
    ]), width);

    private static EvaluationRow Row(string split, params Metric[] metrics) => new(120, 3, split, metrics, 0.05, 1, 100);

    private static TrainingPlan Plan()
    {
        var config = ConfigReader.Read(Path.Combine(Cli.Root, "configs", "digits-mlp.json"), []);
        using var data = config.Config.Data.Load(new DataContext(DataRoots.Default(null), TorchSharp.torch.CPU,
            Preparation.PrecisionOf(config.Config)));
        return TrainingPlan.Of(config.Config, data);
    }
}
