namespace Experiments.Tests.Reports;

public sealed partial class CurvesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-curves-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_point_of_a_curve_has_the_mean_and_the_interval_of_the_table(bool hasDiverged)
    {
        var (runs, comparison) = Compare(new GeneratedRuns { Rates = ["0.1"], HasDiverged = hasDiverged });
        var curves = LearningCurves.Of(runs, comparison);
        Assert.Equal(comparison.Groups.Select(group => group.Label), curves.Select(curve => curve.Label));
        Assert.Equal(hasDiverged, comparison.Groups.Any(group => group.Diverged > 0));
        foreach (var (group, curve) in comparison.Groups.Zip(curves))
        {
            Assert.Equal(group.Summary.Mean!.Value, curve.Points[^1].Mean, 12);
            Assert.Equal(group.MeanInterval!.Value.Low, curve.Points[^1].Interval!.Value.Low, 12);
            Assert.Equal(6, curve.Points[^1].Seeds);
        }
    }

    // The policy normal_0.01 has lower accuracies at the higher rate, so a mean over both rates would match neither curve.
    [Fact]
    public void Curves_do_not_average_over_the_values_of_another_axis()
    {
        var (runs, comparison) = Compare(new GeneratedRuns { HasDiverged = false });
        var curves = LearningCurves.Of(runs, comparison);
        Assert.Equal(6, curves.Count);
        foreach (var rate in new[] { "0.01", "0.1" })
        {
            var own = runs.Runs.Where(run => run.Coordinates["policy"] == "normal_0.01" && run.Coordinates["optimizer.lr"] == rate);
            var curve = curves.Single(curve => curve.Label == "normal_0.01" && curve.Point == $"optimizer.lr={rate}");
            Assert.Equal(own.Average(run => Row(run, 80)), curve.Points[^1].Mean, 12);
        }
    }

    [Fact]
    public void Curves_are_means_over_the_points_if_there_are_more_points_than_panels()
    {
        var (runs, comparison) = Compare(new GeneratedRuns { Policies = ["one"], Seeds = 2, HasDiverged = false, HasSignal = false,
            Rates = [.. Enumerable.Range(1, 13).Select(rate => $"0.{rate}")] });
        Assert.Equal(comparison.Groups[0].Summary.Mean!.Value, Assert.Single(LearningCurves.Of(runs, comparison)).Points[^1].Mean, 12);
    }

    // There are two seeds at one rate. The test reads the values from the files and computes the means.
    [Fact]
    public void A_point_is_the_mean_over_the_seeds_at_that_step()
    {
        var (runs, comparison) =
            Compare(new GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 2, HasDiverged = false });
        var curve = LearningCurves.Of(runs, comparison).Single(curve => curve.Label == "other");
        Assert.Equal([0, 20, 40, 60, 80], curve.Points.Select(point => point.Step));
        var own = runs.Runs.Where(run => run.Coordinates["policy"] == "other").ToList();
        for (var i = 0; i < 5; i++)
        {
            var values = own.Select(run => Row(run, 20 * i)).ToList();
            Assert.Equal((values[0] + values[1]) / 2, curve.Points[i].Mean, 12);
            Assert.Equal(StudentInterval.Of(values)!.Value.High, curve.Points[i].Interval!.Value.High, 12);
        }
    }

    [Fact]
    public void A_run_that_stopped_early_keeps_its_last_value()
    {
        var folder = new GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 2, HasDiverged = false }.Write(_root);
        var runs = RunReader.Read([folder], ["policy"]);
        var file = Path.Combine(runs.Runs[0].Folder, "metrics.jsonl");
        var kept = File.ReadAllLines(file)[..4];
        File.WriteAllLines(file, kept);
        var comparison = Comparer.Compare(runs, Request);
        var point = LearningCurves.Of(runs, comparison).Single(curve => curve.Label == "one").Points[^1];
        Assert.Equal((Row(runs.Runs[0], 20) + Row(runs.Runs[1], 80)) / 2, point.Mean, 12);
    }

    // The worst value of the stratum is the lowest initial accuracy of its runs.
    [Fact]
    public void An_evaluation_without_a_finite_loss_counts_as_the_worst_value_even_if_the_run_recovers()
    {
        var folder = new GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 2, HasDiverged = false }.Write(_root);
        var runs = RunReader.Read([folder], ["policy"]);
        var file = Path.Combine(runs.Runs[0].Folder, "metrics.jsonl");
        File.WriteAllLines(file, File.ReadAllLines(file).Select(
            line => line.StartsWith("{\"step\":40,", StringComparison.Ordinal) ? Loss().Replace(line, "\"loss\":\"NaN\"") : line));
        var worst = runs.Runs.SelectMany(run => new[] { Row(run, 0), Row(run, 80) }).Min();

        var curve = LearningCurves.Of(runs, Comparer.Compare(runs, Request)).Single(curve => curve.Label == "one");

        Assert.Equal((worst + Row(runs.Runs[1], 40)) / 2, curve.Points.Single(point => point.Step == 40).Mean, 12);
        Assert.Equal((Row(runs.Runs[0], 60) + Row(runs.Runs[1], 60)) / 2, curve.Points.Single(point => point.Step == 60).Mean, 12);
    }

    [Fact]
    public void An_incomplete_last_line_is_skipped_and_an_invalid_line_is_an_error()
    {
        var folder = new GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 2, HasDiverged = false }.Write(_root);
        var (runs, _) = (RunReader.Read([folder], ["policy"]), 0);
        var file = Path.Combine(runs.Runs[0].Folder, "metrics.jsonl");
        var comparison = Comparer.Compare(runs, Request);
        var before = LearningCurves.Of(runs, comparison).SelectMany(curve => curve.Points).ToList();
        File.AppendAllText(file, "{\"step\":100,\"split\":\"te");
        Assert.Equal(before, LearningCurves.Of(runs, comparison).SelectMany(curve => curve.Points));
        File.AppendAllText(file, "\n");
        var refusal = Assert.ThrowsAny<Exception>(() => LearningCurves.Of(runs, comparison));
        var sentence = Assert.Single((refusal as AggregateException)?.Flatten().InnerExceptions ?? new([refusal]));
        Assert.Equal($"The file '{file}' is damaged: line {File.ReadAllLines(file).Length} is not a JSON object of names and numbers.",
            Assert.IsType<InputException>(sentence).Message);
    }

    // The signal is (0.2 + 0.4 · policy)^depth · (1 + seed/100) · (1 + evaluation/10), so the median over seeds 0 to 4 is the value of seed
    // 2.
    [Fact]
    public void Signal_is_the_median_over_the_runs_at_each_layer()
    {
        var (runs, _) = Compare(new GeneratedRuns { Rates = ["0.1"], Seeds = 5, HasDiverged = false });
        var both = SignalCurves.Of(runs.Runs, ["kaiming_normal"], "policy", ["pre_activation_second_moment", "pre_activation_grad_var"]);
        var curves = both[0];
        Assert.Equal([0, 20, 40, 60, 80], curves.Select(curve => curve.Step));
        Assert.Equal([0, 1, 2, 3, 4, 5], curves[3].Layers.Select(layer => layer.Depth));
        Assert.Equal(1.02 * 1.3, curves[3].Layers[5].Median, 9);
        // The gradient is 10⁻⁴ · (0.2 + 0.4 · policy)^(5 − depth), here for policy 2.
        Assert.All(both[1].SelectMany(curve => curve.Layers), layer => Assert.Equal(1e-4, layer.Median, 1e-12));
        Assert.Empty(Assert.Single(SignalCurves.Of(runs.Runs, ["kaiming_normal"], "policy", ["no_such_quantity"])));
    }

    [Fact]
    public void A_run_that_ended_early_counts_at_the_steps_that_it_reached()
    {
        var (runs, _) = Compare(new GeneratedRuns { Rates = ["0.1"], Seeds = 3, HasDiverged = false });
        var last = Path.Combine(runs.Runs.Last(run => run.Coordinates["policy"] == "kaiming_normal").Folder, "signal.jsonl");
        File.WriteAllLines(last, File.ReadAllLines(last).Take(6));
        var curves = SignalCurves.Of(runs.Runs, ["kaiming_normal"], "policy", ["pre_activation_second_moment"])[0];

        Assert.Equal([0, 20, 40, 60, 80], curves.Select(curve => curve.Step));
        // At first, the median is over seeds 0, 1 and 2, and later over seeds 0 and 1.
        Assert.Equal(1.01, curves[0].Layers[5].Median, 9);
        Assert.Equal(1.005 * 1.3, curves[3].Layers[5].Median, 9);
    }

    // All runs measure at the steps 0, 20, …, but in one run every second step is missing. Only steps of all runs are drawn, so that every
    // median is over the same runs.
    [Fact]
    public void Runs_that_measured_at_different_steps_are_drawn_at_the_common_steps()
    {
        var (runs, _) = Compare(new GeneratedRuns { Rates = ["0.1"], Seeds = 3, HasDiverged = false });
        var sparse = Path.Combine(runs.Runs.Last(run => run.Coordinates["policy"] == "kaiming_normal").Folder, "signal.jsonl");
        File.WriteAllLines(sparse,
            File.ReadAllLines(sparse).Where(line => (int)System.Text.Json.Nodes.JsonNode.Parse(line)!["step"]! % 40 == 0));
        var curves = SignalCurves.Of(runs.Runs, ["kaiming_normal"], "policy", ["pre_activation_second_moment"])[0];

        Assert.Equal([0, 40, 80], curves.Select(curve => curve.Step));
        // The median is over seeds 0, 1 and 2.
        Assert.Equal(1.01 * 1.2, curves[1].Layers[5].Median, 9);
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"loss\":[^,]+")]
    private static partial System.Text.RegularExpressions.Regex Loss();

    private static ComparisonRequest Request => new() { By = "policy", Metric = "test.accuracy" };

    private (RunCollection Runs, ComparisonResult Comparison) Compare(GeneratedRuns generated)
    {
        var runs = RunReader.Read([generated.Write(_root)], ["policy"]);
        return (runs, Comparer.Compare(runs, Request));
    }

    private static double Row(RunResult run, long step) =>
        Runs(run).Single(row => (long)row["step"]! == step && (string?)row["split"] == "test")["accuracy"]!.GetValue<double>();

    private static IEnumerable<System.Text.Json.Nodes.JsonObject> Runs(RunResult run) =>
        Experiments.Runs.RunFolder.Open(run.Folder).ReadMetrics();
}
