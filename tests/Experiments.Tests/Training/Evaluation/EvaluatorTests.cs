namespace Experiments.Tests.Training;

public sealed class EvaluatorTests
{
    private static readonly DataDescription Numbers = new(TaskKind.Regression, [1], 1, [], []);

    [Fact]
    public void Regression_reports_loss_rmse_and_mae_of_the_split()
    {
        using var model = Sequential(Identity());
        // The errors are 1, 0 and -2.
        using var split = new Split("test", Column(2, 3, 4), Column(1, 3, 6));

        var metrics = new Evaluator(model, new MseLoss(), Numbers, Metrics.For(Numbers, new MseLoss(), new TrainingOptions()), batchSize: 2)
            .Evaluate(split);

        Assert.Equal(["loss", "rmse", "mae"], metrics.Select(metric => metric.Name));
        Assert.Equal([5.0 / 3, Math.Sqrt(5.0 / 3), 1], metrics.Select(metric => metric.Value), Close);
    }

    [Fact]
    public void A_logarithmic_target_reports_its_rmse_as_rmse_log_too()
    {
        using var model = Sequential(Identity());
        using var split = new Split("test", Column(2, 3, 4), Column(1, 3, 6));

        var metrics = new Evaluator(model, new MseLoss(), Numbers with { LogTarget = true },
            Metrics.For(Numbers with { LogTarget = true }, new MseLoss(), new TrainingOptions()), batchSize: 3).Evaluate(split);

        Assert.Equal(["loss", "rmse", "rmse_log", "mae"], metrics.Select(metric => metric.Name));
        Assert.Equal(metrics[1].Value, metrics[2].Value);
    }

    // With a target std of 10, the errors 1, 0 and -2 become 10, 0 and -20. With the mean 100, the targets 1, 3, 6 become 110, 130, 160.
    // For the predictions 120, 130, 140, the metrics' formulas in numpy give mape 7.19697 and r2 0.605263.
    [Fact]
    public void Metrics_of_a_standardised_target_are_in_its_own_units_and_the_loss_is_not()
    {
        using var model = Sequential(Identity());
        using var split = new Split("test", Column(2, 3, 4), Column(1, 3, 6));
        var data = Numbers with { TargetScale = new TargetScale(100, 10) };

        var metrics = new Evaluator(model, new MseLoss(), data, ["loss", "rmse", "mae", "mape", "r2"], batchSize: 2).Evaluate(split);

        Assert.Equal([5.0 / 3, Math.Sqrt(500.0 / 3), 10, 7.196969696969697, 0.605263157894737],
            metrics.Select(metric => metric.Value), Close);
    }

    [Fact]
    public void Rmse_log_is_measured_on_raw_prices_where_it_is_the_loss()
    {
        using var model = Sequential(Identity());
        using var split = new Split("test", Column(200, 50), Column(100, 100));

        var metrics = new Evaluator(model, new RmseLogLoss(), Numbers, Metrics.For(Numbers, new RmseLogLoss(), new TrainingOptions()),
            batchSize: 1).Evaluate(split);

        Assert.Equal(Math.Log(2), metrics.Single(metric => metric.Name == "rmse_log").Value, Close);
        Assert.Equal(Math.Sqrt((100 * 100 + 50 * 50) / 2.0), metrics.Single(metric => metric.Name == "rmse").Value, Close);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Classification_counts_every_example_once_whatever_the_batch(long batchSize)
    {
        using var model = Sequential(Identity());
        using var logits = tensor(new double[] { 2, 0, 0, 2, 5, 0, 0, 1, 1, 0 }, dtype: ScalarType.Float64).reshape(5, 2);
        using var split = new Split("test", logits, tensor(new long[] { 0, 1, 1, 1, 0 }));
        var data = new DataDescription(TaskKind.Classification, [2], 2, ["a", "b"], []);

        var metrics = new Evaluator(model, new CrossEntropyLoss(), data, Metrics.For(data, new CrossEntropyLoss(), new TrainingOptions()),
            batchSize).Evaluate(split);

        Assert.Equal(["loss", "accuracy"], metrics.Select(metric => metric.Name));
        Assert.Equal(0.8, metrics[1].Value, Close);
        // The loss is the mean of −log σ(margin) over the margins 2, 2, −5, 1, 1.
        var expected = new double[] { 2, 2, -5, 1, 1 }.Average(margin => Math.Log(1 + Math.Exp(-margin)));
        Assert.Equal(expected, metrics[0].Value, Close);
    }

    [Fact]
    public void Dropout_is_off_only_during_an_evaluation()
    {
        using var model = Sequential(Dropout(0.5));
        using var split = new Split("test", Column(1, 1, 1, 1, 1, 1, 1, 1), Column(1, 1, 1, 1, 1, 1, 1, 1));

        var metrics = new Evaluator(model, new MseLoss(), Numbers, Metrics.For(Numbers, new MseLoss(), new TrainingOptions()), batchSize: 4)
            .Evaluate(split);

        Assert.Equal(0, metrics[0].Value);
        Assert.True(model.training);
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-12;

    private static Tensor Column(params double[] values) => tensor(values, dtype: ScalarType.Float64).reshape(-1, 1);
}
