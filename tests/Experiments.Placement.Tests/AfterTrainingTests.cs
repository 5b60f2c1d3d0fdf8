using Experiments.Tests.Runs;
using Experiments.Tests.Sweeps;

namespace Experiments.Placement.Tests;

/// <summary>Tests that the device gives the same results as the CPU when a trained network is used, and for a cell of a sweep.</summary>
public sealed class AfterTrainingTests : IDisposable
{
    private readonly Bases _bases = new();

    public AfterTrainingTests() => HostCuda.Require();

    public void Dispose() => _bases.Dispose();

    [SkippableTheory]
    [InlineData("model={\"kind\":\"vgg\",\"channels\":\"4 M 4\",\"batch_norm\":true}")]
    [InlineData("precision=\"float64\"")]
    [InlineData("precision=\"bfloat16\"")]
    [InlineData("training.ema={\"decay\":0.9}")]
    [InlineData("training.metrics=[\"accuracy\",\"top5_accuracy\",\"balanced_accuracy\",\"macro_f1\",\"ece\"]")]
    public void A_network_trained_on_one_device_evaluates_the_same_on_both(string set)
    {
        foreach (var trainedOn in new[] { "cpu", "cuda" })
        {
            var run = Run(_bases.Digits(trainedOn, set));
            foreach (var split in new[] { "train", "validation", "test" })
                Assert.Equal(Evaluate(run, "cpu", split), Evaluate(run, "cuda", split));
        }
    }

    [SkippableFact]
    public void An_evaluation_on_the_device_reproduces_the_metrics_of_its_training()
    {
        var run = Run(_bases.Digits("cuda"));

        Assert.Equal(run.Final("test"), Evaluate(run, "cuda", "test", "last"));
    }

    [SkippableTheory]
    [InlineData("y")]
    [InlineData("x")]
    public void A_network_predicts_the_same_on_both(string target)
    {
        var run = Run(_bases.OfTable("cpu", target));

        var onCpu = Predict(run, "cpu");

        // The output has a header and one line per row of the table.
        Assert.Equal(61, onCpu.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(onCpu, Predict(run, "cuda"));
    }

    [SkippableFact]
    public void Evaluating_and_predicting_leave_the_device_s_memory_free()
    {
        var run = Run(_bases.OfTable("cpu", "y"));
        var before = HostCuda.LiveBytes;

        Evaluate(run, "cuda", "test");
        Predict(run, "cuda");

        Assert.Equal(before, HostCuda.LiveBytes);
    }

    [SkippableFact]
    public void A_cell_of_a_sweep_has_the_same_results_on_the_device_and_on_the_CPU()
    {
        var (onCpu, onDevice) = (RunCell("cpu"), RunCell("cuda"));

        Assert.Equal(onCpu.Results, onDevice.Results);
        Assert.Equal(onCpu.Weights, onDevice.Weights);
    }

    private RunSummary Run(ResolvedConfig config)
    {
        var summary = Runner.Run(config, _bases.Request, new SilentObserver(), CancellationToken.None);
        Assert.Null(summary.Error);
        return summary;
    }

    private IReadOnlyList<Metric> Evaluate(RunSummary summary, string device, string split, string? weights = null)
    {
        var run = TrainedRun.Open(summary.Folder, [$"device=\"{device}\""], weights);
        using var data = run.Config.Data.Load(run.Context(_bases.Request.DataRoots));
        Assert.Equal(device, Devices.TypeName(data.Train.Inputs.device));
        return run.Evaluate(data, split).Metrics;
    }

    private string Predict(RunSummary summary, string device)
    {
        var run = TrainedRun.Open(summary.Folder, [$"device=\"{device}\""], null);
        var options = (CsvOptions)run.Config.Data;
        using var rows = options.ReadNew(_bases.Table, null, run.Context(_bases.Request.DataRoots));
        Assert.Equal(device, Devices.TypeName(rows.Inputs.device));
        using var model = run.Build(rows.Description);
        return CsvText.Of(PredictionTable.Rows(model, rows, options.Target, 7));
    }

    private static (IReadOnlyList<string> Results, byte[] Weights) RunCell(string device)
    {
        using var bench = new SweepBench();
        var folder = SweepFolder.Of(bench.Root, "sweep");
        folder.Write(bench.Plan($$""" "set": { "device": "{{device}}" }, "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }] """));
        var cell = folder.ReadCells()[1];
        var before = HostCuda.LiveBytes;

        using (var runner = new CellRunner(folder, DataRoots.Default(null), "tests"))
            Assert.Equal(CellStatus.Completed, runner.Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));

        Assert.Equal(device, cell.Device);
        Assert.Equal(before, HostCuda.LiveBytes);
        var run = folder.RunOf(cell);
        return (RunFixture.Results(run.ReadMetrics()), File.ReadAllBytes(run.Weights("last")));
    }
}
