namespace Experiments.Tests.Training;

public sealed class LossTests
{
    private static readonly DataDescription Classes = new(TaskKind.Classification, [4], 3, ["a", "b", "c"], []);
    private static readonly DataDescription Prices = new(TaskKind.Regression, [4], 1, [], []);

    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_number_of_classes()
    {
        using var logits = zeros([5, 10], dtype: ScalarType.Float64);
        using var classes = zeros([5], dtype: ScalarType.Int64);
        using var loss = new CrossEntropyLoss().OfBatch(logits, classes);

        Assert.Equal(Math.Log(10), loss.item<double>(), 14);
    }

    [Fact]
    public void Label_smoothing_mixes_the_target_with_all_classes()
    {
        // The logits (ln 3, 0) give the softmax (3/4, 1/4). The smoothed target is (0.9, 0.1).
        using var logits = tensor(new[] { Math.Log(3), 0 }, dtype: ScalarType.Float64).reshape(1, 2);
        using var classes = zeros([1], dtype: ScalarType.Int64);
        using var loss = new CrossEntropyLoss { LabelSmoothing = 0.2 }.OfBatch(logits, classes);

        Assert.Equal(-0.9 * Math.Log(0.75) - 0.1 * Math.Log(0.25), loss.item<double>(), 14);
    }

    [Fact]
    public void Mse_is_the_mean_of_squared_errors()
    {
        using var loss = new MseLoss().OfBatch(Column(1, 2, 5), Column(0, 2, 1));

        Assert.Equal((1.0 + 0 + 16) / 3, loss.item<double>(), 14);
    }

    [Fact]
    public void Rmse_log_measures_ratios_and_follows_the_tangent_below_one()
    {
        using var loss = new RmseLogLoss().OfBatch(Column(200, -7), Column(100, 2));

        Assert.Equal(Math.Sqrt((Math.Pow(Math.Log(2), 2) + Math.Pow(-8 - Math.Log(2), 2)) / 2), loss.item<double>(), 12);
    }

    [Theory]
    [InlineData(200, 100, 1.0 / 200)]
    [InlineData(0, 100, -1)]
    [InlineData(-50, 100, -1)]
    [InlineData(100, 100, 0)]
    public void Rmse_log_has_a_gradient_at_any_prediction_except_the_target(double prediction, double target,
        double expected)
    {
        using var output = Column(prediction).requires_grad_();
        using var loss = new RmseLogLoss().OfBatch(output, Column(target));
        loss.backward();

        Assert.Equal(expected, output.grad!.item<double>(), 12);
    }

    [Fact]
    public void Rmse_log_of_a_split_does_not_depend_on_its_batches()
    {
        var loss = new RmseLogLoss();
        using var whole = loss.OfBatch(Column(10, 20, 40), Column(10, 10, 10));
        using var terms = loss.Terms(Column(10, 20, 40), Column(10, 10, 10));

        Assert.Equal(whole.item<double>(), loss.OfMean(terms.mean().item<double>()), 14);
    }

    [Fact]
    public void A_loss_for_the_other_task_is_refused_with_the_one_to_use()
    {
        var mse = Assert.Throws<InputException>(() => new MseLoss().Check(Classes));
        var entropy = Assert.Throws<InputException>(() => new CrossEntropyLoss().Check(Prices));

        Assert.Equal("loss: mse is for regression, but this data is for classification; use cross_entropy.", mse.Message);
        Assert.Equal("loss: cross_entropy is for classification, but this data is for regression; use mse.", entropy.Message);
    }

    [Fact]
    public void Rmse_log_refuses_a_logarithmic_or_standardised_target()
    {
        var refused = Assert.Throws<InputException>(() => new RmseLogLoss().Check(Prices with { LogTarget = true }));

        Assert.Contains("log_target", refused.Message, StringComparison.Ordinal);
        Assert.Contains("data.standardize_target", Assert.Throws<InputException>(
            () => new RmseLogLoss().Check(Prices with { TargetScale = new TargetScale(2, 3) })).Message, StringComparison.Ordinal);
        new RmseLogLoss().Check(Prices);
    }

    [Fact]
    public void The_default_loss_is_the_tasks() =>
        Assert.Equal(["CrossEntropyLoss", "MseLoss"],
            new[] { LossOptions.DefaultFor(TaskKind.Classification).GetType().Name,
                LossOptions.DefaultFor(TaskKind.Regression).GetType().Name });

    private static Tensor Column(params double[] values) => tensor(values, dtype: ScalarType.Float64).reshape(-1, 1);
}
