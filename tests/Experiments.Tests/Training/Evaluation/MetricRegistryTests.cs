namespace Experiments.Tests.Training;

/// <summary>Compares every metric with scikit-learn's values or with a computation by hand, over batches of different sizes.</summary>
public class MetricRegistryTests
{
    // Seven examples of six classes. The predicted classes are 0, 2, 2, 1, 4, 5, 0. Class 3 never occurs, although its logit is second in
    // the first example.
    private static readonly long[] s_labels = [0, 1, 2, 1, 4, 5, 5];

    private static readonly double[,] s_logits =
    {
        { 3, 0, 0, 2, 0, 0 },
        { 0, 1, 2, 0, 0, 0 },
        { 0, 0, 4, 0, 0, 0 },
        { 0, 2, 0, 1, 0, 0 },
        { 0, 0, 0, 0, 1, 0 },
        { 0, 1, 0, 0, 0, 3 },
        { 5, 4, 3, 2, 1, 0 },
    };

    private static readonly double[] s_targets = [10, -2, 4, 8];

    private static readonly double[] s_values = [11, -1, 4, 5];

    private static double Measure(string name, long batchSize, bool isRegression)
    {
        using var scope = NewDisposeScope();
        var (outputs, targets) = isRegression
            ? (tensor(s_values, device: CPU).unsqueeze(1), tensor(s_targets, device: CPU).unsqueeze(1))
            : (tensor(s_logits, device: CPU), tensor(s_labels, device: CPU));
        using var identity = nn.Identity();
        LossOptions loss = isRegression ? new MseLoss() : new CrossEntropyLoss();
        var data = isRegression
            ? new DataDescription(TaskKind.Regression, [6], 1, [], [])
            : new DataDescription(TaskKind.Classification, [6], 6, ["a", "b", "c", "d", "e", "f"], []);
        return new Evaluator(identity, loss, data, [name], batchSize).Evaluate(new Split("test", outputs, targets)).Single().Value;
    }

    /// <summary>
    /// Balanced accuracy and F1 are computed as in scikit-learn: balanced_accuracy_score = (1 + 1/2 + 1 + 1 + 1/2)/5;
    /// f1_score(average="macro") over the classes 0, 1, 2, 4, 5 = (2/3 + 2/3 + 2/3 + 1 + 2/3)/5. In the last example, the true class has
    /// the smallest of six logits.
    /// </summary>
    [Theory]
    [InlineData("accuracy", 5.0 / 7)]
    [InlineData("top5_accuracy", 6.0 / 7)]
    [InlineData("balanced_accuracy", 0.8)]
    [InlineData("macro_f1", (2.0 / 3 * 4 + 1) / 5)]
    public void A_classification_metric_equals_a_hand_computation(string name, double expected)
    {
        foreach (var batchSize in new[] { 1L, 3, 7 })
            Assert.Equal(expected, Measure(name, batchSize, isRegression: false), 1e-12);
    }

    // The expected value was computed separately with 15 bins (i/15, (i+1)/15]. The confidences are in the bins 9, 7, 13, 7, 5, 11, 9.
    [Fact]
    public void The_calibration_error_is_the_mean_gap_between_accuracy_and_confidence_by_bin()
    {
        foreach (var batchSize in new[] { 1L, 3, 7 })
            Assert.Equal(0.18596346624252888, Measure("ece", batchSize, isRegression: false), 1e-12);
    }

    [Fact]
    public void The_default_selection_is_the_usual_metric_or_the_first_measured_one()
    {
        var loss = new CrossEntropyLoss();
        Assert.Equal("accuracy", Metrics.DefaultSelection(TaskKind.Classification, loss, ["loss", "ece", "accuracy"]));
        Assert.Equal("ece", Metrics.DefaultSelection(TaskKind.Classification, loss, ["loss", "ece"]));
        Assert.Equal("loss", Metrics.DefaultSelection(TaskKind.Classification, loss, ["loss"]));
    }

    [Theory]
    [InlineData(new[] { 3.0, 3, 3 }, 1)]
    [InlineData(new[] { 3.0, 3, 4 }, 0)]
    [InlineData(new[] { 3.0, 3, double.NaN }, double.NaN)]
    public void R_squared_of_constant_targets_is_1_only_for_exact_predictions(double[] predicted, double expected)
    {
        using var scope = NewDisposeScope();
        var sum = new RSquaredMetric().Start(new DataDescription(TaskKind.Regression, [1], 1, [], []), new MseLoss());
        sum.Add(new MetricBatch(tensor(predicted, device: CPU), tensor([3.0, 3, 3], device: CPU), new MseLoss()));
        Assert.Equal(expected, sum.Value(3));
    }

    [Fact]
    public void The_documentation_states_each_unit_and_direction()
    {
        var rows = File.ReadAllLines(Repository.PathOf("docs", "training.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();
        foreach (var metric in MetricRegistry.All.Where(metric => metric.Name != "loss"))
        {
            var row = rows.Single(cells => cells[1].Trim() == $"`{metric.Name}`");
            Assert.Equal((metric.IsHigherBetter ? "higher" : "lower", metric.Unit), (row[2].Trim(), row[3].Trim()));
        }
    }

    /// <summary>The errors are 1, 1, 0, −3, the mean of the targets is 5, and the squared deviations from this mean are 25 + 49 + 1 +
    /// 9.</summary>
    [Theory]
    [InlineData("loss", 11.0 / 4)]
    [InlineData("mae", 5.0 / 4)]
    [InlineData("r2", 1 - (11.0 / 84))]
    [InlineData("mape", 100 * (0.1 + 0.5 + 0 + 0.375) / 4)]
    public void A_regression_metric_equals_a_hand_computation(string name, double expected)
    {
        foreach (var batchSize in new[] { 1L, 3, 4 })
            Assert.Equal(expected, Measure(name, batchSize, isRegression: true), 1e-12);
        Assert.Equal(Math.Sqrt(11.0 / 4), Measure("rmse", 3, isRegression: true), 1e-12);
    }

    [Fact]
    public void A_metric_of_another_task_is_refused_with_the_allowed_ones()
    {
        var data = new DataDescription(TaskKind.Regression, [6], 1, [], []);
        Assert.Equal(
            "training.metrics: 'macro_f1' is not defined on this data with this loss; allowed are loss, rmse, mae, r2, mape.",
            Assert.Throws<InputException>(
                () => Metrics.For(data, new MseLoss(), new TrainingOptions { Metrics = ["mae", "macro_f1"] })).Message);
        Assert.Equal(["loss", "r2"], Metrics.For(data, new MseLoss(), new TrainingOptions { Metrics = ["r2"] }));
        Assert.Equal(["loss", "rmse", "mae"], Metrics.For(data, new MseLoss(), new TrainingOptions()));
        Assert.Equal(["loss", "rmse", "mae", "r2"], Metrics.For(data, new MseLoss(), new TrainingOptions { Select = "r2" }));
    }

    [Fact]
    public void Metric_names_are_unique() => Assert.Equal(MetricRegistry.Words.Distinct(), MetricRegistry.Words);
}
