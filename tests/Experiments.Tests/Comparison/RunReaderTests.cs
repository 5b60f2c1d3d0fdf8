using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Comparison;

public sealed class RunReaderTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_sweeps_runs_are_read_with_their_coordinates_and_the_rest_is_counted()
    {
        var folder = Swept(run: 3);
        folder.RecordFailure(folder.ReadCells()[3], new CellFailure("died", "host", []));
        var found = RunReader.Read([folder.Path], ["optimizer.lr"]);
        Assert.Equal((3, 1, 0), (found.Runs.Count, found.Failed, found.Unfinished));
        Assert.Equal(["0.1", "0.1", "0.2"], found.Runs.Select(run => run.Coordinates["optimizer.lr"]));
        var summary = RunSummary.Read(Path.Combine(found.Runs[0].Folder, "summary.json"));
        Assert.Equal(summary.Final("test").Single(metric => metric.Name == "accuracy").Value, found.Runs[0].Final["test.accuracy"]);
        Assert.Equal(("cpu", 1), (found.Runs[0].Surroundings.Device, found.Runs[0].Surroundings.Threads));
    }

    [Fact]
    public void Runs_outside_sweeps_are_compared_by_any_key_of_their_configs()
    {
        var folder = Swept(run: 4);
        var found = RunReader.Read([folder.Runs], ["optimizer.lr", "model", "optimizer.momentum", "no.such.key"]);
        Assert.Equal(4, found.Runs.Count);
        Assert.Equal(["0.1", "0.2"], found.Runs.Select(run => run.Coordinates["optimizer.lr"]).Distinct().Order());
        Assert.All(found.Runs, run => Assert.Equal(4, run.Coordinates.Count));
        Assert.All(found.Runs, run => Assert.Equal(("softmax_regression", "0", "–"),
            (run.Coordinates["model"], run.Coordinates["optimizer.momentum"], run.Coordinates["no.such.key"])));
    }

    [Fact]
    public void Another_key_that_varies_outside_sweeps_is_a_coordinate_and_not_an_effect_of_the_compared_key()
    {
        var runs = RunReader.Read([Swept(run: 4).Runs], ["data.batch_size"]).Runs;
        Assert.Equal(["0.1", "0.2"], runs.Select(run => run.Coordinates["optimizer.lr"]).Distinct().Order());
        var relabelled = runs.Select(
            run => run with { Coordinates =
                new OrderedDictionary<string, string> { ["data.batch_size"] = run.Coordinates["optimizer.lr"] == "0.1" ? "a" : "b",
                    ["optimizer.lr"] = run.Coordinates["optimizer.lr"] } }).ToList();
        var result = Comparer.Compare(new RunCollection(relabelled, 0, 0),
            new ComparisonRequest { By = "data.batch_size", Metric = "test.loss" });
        Assert.Null(Assert.Single(result.Pairs).CorrectedP);
    }

    [Fact]
    public void A_key_that_no_run_has_is_refused()
    {
        var runs = RunReader.Read([Swept(run: 2).Runs], ["no.such.key"]);
        Assert.StartsWith("--by 'no.such.key': no run has such an axis or config key",
            Assert.Throws<InputException>(() => Comparer.Compare(runs,
                new ComparisonRequest { By = "no.such.key", Metric = "test.loss" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_runs_is_refused()
    {
        Assert.Contains("There is no run in", Assert.Throws<InputException>(() => RunReader.Read([_bench.Root], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("does not exist",
            Assert.Throws<InputException>(() => RunReader.Read([Path.Combine(_bench.Root, "none")], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_to_a_target_include_runs_that_did_not_reach_it()
    {
        var runs = RunReader.Read([Swept(run: 4).Path], ["optimizer.lr"]).Runs;
        var easy = Targets.Of(runs, "optimizer.lr", "test.loss", 1e9);
        Assert.All(easy.Curves, curve => Assert.Equal((2, 0.0), (curve.Curve.Events, curve.Curve.Median)));
        var hard = Targets.Of(runs, "optimizer.lr", "test.accuracy", 1.1);
        Assert.All(hard.Curves, curve => Assert.Equal((2, 0, 4.0), (curve.Curve.Count, curve.Curve.Events, curve.Curve.LastTime)));
        Assert.Equal(4, hard.Horizon);
    }

    [Fact]
    public void A_diverged_run_is_censored_at_the_end_of_the_longest_run()
    {
        var runs = RunReader.Read([Swept(run: 4).Path], ["optimizer.lr"]).Runs;
        IReadOnlyList<RunResult> withOne = [runs[0] with { Status = RunStatus.Diverged, Steps = 1 }, .. runs.Skip(1)];
        var curve = Targets.Of(withOne, "optimizer.lr", "test.accuracy", 1.1).Curves[0].Curve;
        Assert.Equal((2, 0, 4.0), (curve.Count, curve.Events, curve.LastTime));
        Assert.Equal(4, curve.RestrictedMean(4));
    }

    // A network with NaN outputs predicts one class for all examples, so it can reach an accuracy by chance.
    [Fact]
    public void An_evaluation_without_a_finite_loss_reaches_no_target()
    {
        var runs = RunReader.Read([Swept(run: 1).Path], ["optimizer.lr"]).Runs;
        var file = Path.Combine(runs[0].Folder, "metrics.jsonl");
        static string Row(int step, string loss, double accuracy) => string.Create(CultureInfo.InvariantCulture,
            $"{{\"step\":{step},\"split\":\"test\",\"loss\":{loss},\"accuracy\":{accuracy}}}");
        File.WriteAllLines(file, [Row(0, "2.3", 0.1), Row(2, "\"NaN\"", 0.9), Row(4, "1.5", 0.9)]);
        Assert.Equal(4, Targets.Of(runs, "optimizer.lr", "test.accuracy", 0.9).Curves[0].Curve.Median);
        Assert.Equal(0, Targets.Of(runs, "optimizer.lr", "test.accuracy", 0.05).Curves[0].Curve.Median);
        Assert.Equal(4, Targets.Of(runs, "optimizer.lr", "test.loss", 1.5).Curves[0].Curve.Median);
    }

    [Theory]
    [InlineData("summary.json", "")]
    [InlineData("summary.json", "null")]
    [InlineData("environment.json", "{}")]
    [InlineData("environment.json", null)]
    public void A_damaged_run_is_named_in_one_sentence(string file, string? content)
    {
        var folder = Swept(run: 1);
        var path = Path.Combine(folder.RunOf(folder.ReadCells()[0]).Path, file);
        File.Delete(path);
        if (content is not null)
            File.WriteAllText(path, content);
        var refusal = Assert.ThrowsAny<Exception>(() => RunReader.Read([folder.Path], ["optimizer.lr"]));
        var sentence = Assert.Single((refusal as AggregateException)?.Flatten().InnerExceptions ?? new([refusal]));
        Assert.IsType<InputException>(sentence);
        Assert.DoesNotContain("Object reference", sentence.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_reports_a_mix_of_stacked_and_separate_runs_if_they_round_differently()
    {
        var folder = Swept(run: 4);
        var plan = ComparisonPlan.Of([folder.Path], by: null, [], alpha: null);
        Assert.DoesNotContain(Notes(), note => note.Contains("stacked", StringComparison.Ordinal));

        // On the CPU, stacked runs are bit-identical to separate runs.
        foreach (var cell in folder.ReadCells().Take(2))
            Change(folder.RunOf(cell).Summary, summary => Stack(summary, sharedUpdates: 4));
        Assert.Equal([RunStacking.Exact, RunStacking.Exact, RunStacking.Alone, RunStacking.Alone],
            RunReader.Read([folder.Path], []).Runs.Select(run => run.Stacking));
        Assert.DoesNotContain(Notes(), note => note.Contains("stacked", StringComparison.Ordinal));

        // A run in a stacked group without shared updates counts as trained separately.
        Change(folder.RunOf(folder.ReadCells()[2]).Summary, summary => Stack(summary, sharedUpdates: 0));
        Assert.Equal(RunStacking.Alone, RunReader.Read([folder.Path], []).Runs[2].Stacking);

        foreach (var cell in folder.ReadCells())
            Change(folder.RunOf(cell).EnvironmentFile, record => record["device"]!["name"] = "cuda:0");
        Assert.Equal([RunStacking.Rounded, RunStacking.Rounded, RunStacking.Alone, RunStacking.Alone],
            RunReader.Read([folder.Path], []).Runs.Select(run => run.Stacking));
        Assert.Single(Notes(), note => note.StartsWith(
            "2 runs trained stacked (several cells as one network) and 2 runs trained alone. ", StringComparison.Ordinal));

        // All runs are stacked.
        foreach (var cell in folder.ReadCells().Skip(2))
            Change(folder.RunOf(cell).Summary, summary => Stack(summary, sharedUpdates: 4));
        Assert.DoesNotContain(Notes(), note => note.Contains("stacked", StringComparison.Ordinal));

        IReadOnlyList<string> Notes() => ComparedRuns.Of(plan, mixes: false).Comparisons[0].Notes;
    }

    private static void Stack(JsonObject summary, long sharedUpdates) =>
        summary["stack"] = new StackRecord([new StackMember("a", 0), new StackMember("b", 0)], sharedUpdates).ToJson();

    private static void Change(string path, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private SweepFolder Swept(int run)
    {
        var folder = SweepFolder.Of(Path.Combine(_bench.Root, "sweeps"), "sweep");
        folder.Write(_bench.Plan(""" "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "seeds": 2 }] """));
        using var runner = new CellRunner(folder, DataRoots.Default(null), "tests");
        foreach (var cell in folder.ReadCells().Take(run))
            runner.Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
        return folder;
    }
}
