namespace Experiments.Tests.Runs;

/// <summary>Tests that runs that train together leave the same files as separate runs.</summary>
public sealed class RunTogetherTests : IDisposable
{
    // Two epochs of full batches and one smaller batch, with a signal line every 10 updates.
    private const string Mlp = """
        {
          "name": "digits",
          "threads": 1,
          "data": { "kind": "digits", "batch_size": 64 },
          "model": { "kind": "mlp", "hidden": [64, 64], "activation": { "kind": "relu" } },
          "optimizer": { "kind": "sgd", "lr": 0.1 },
          "training": { "epochs": 2, "eval_every_steps": 13 },
          "diagnostics": { "every_steps": 10, "probe_size": 32 }
        }
        """;

    private const string Vgg = "model={\"kind\":\"vgg\",\"channels\":\"4 M 6 M\",\"batch_norm\":true,\"hidden\":[16]}";
    private const string ResNet = "model={\"kind\":\"resnet\",\"depth\":8,\"width\":4}";

    private static readonly string[][] Seeds = [["seed=1"], ["seed=2"], ["seed=3"]];

    private readonly RunFixture _runs = new();

    public static TheoryData<string> Activations => [.. ActivationRegistry.Instance.Rows.Select(row => row.Name)];

    public void Dispose() => _runs.Dispose();

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_gives_the_bits_of_separate_runs(string activation) =>
        AssertAlike([$"model.activation={{\"kind\":\"{activation}\"}}"], Seeds);

    [Theory]
    [InlineData("model={\"kind\":\"softmax_regression\"}")]
    [InlineData("model.bias=false")]
    [InlineData("model.hidden=[17,5]")]
    [InlineData("model.hidden=[17,5]", "model.activation={\"kind\":\"tanh\"}", "data.batch_size=7")]
    [InlineData("model.normalization=\"batch\"")]
    [InlineData("model.normalization=\"layer\"")]
    [InlineData("model.normalization=\"layer\"", "model.weight_standardization=true")]
    [InlineData("model.dropout=0.3", "model.hidden=[64,64,64]")]
    [InlineData("model.dropout=0.3", "model.normalization=\"batch\"", "training.accumulate=3")]
    [InlineData("model.dropout=0.1", "model.dropout_kind=\"alpha\"", "model.activation={\"kind\":\"selu\"}")]
    [InlineData("model.residual=\"pre\"", "model.hidden=[64,64,64,32,32]", "model.normalization=\"batch\"")]
    [InlineData("model.residual=\"post\"", "model.hidden=[64,64,64]", "model.branch_scale=0.5")]
    [InlineData("model.residual=\"post\"", "model.hidden=[64,64,64]", "model.learn_branch_scale=true")]
    [InlineData("training.accumulate=3")]
    [InlineData("training.ema={\"decay\":0.9,\"warmup\":true}")]
    [InlineData("training.clip_grad_norm=0.5", "training.clip_grad_value=0.01")]
    [InlineData("data.augment={\"crop_padding\":1,\"flip\":true}")]
    [InlineData("precision=\"float64\"")]
    [InlineData("threads=2", "model.activation={\"kind\":\"sigmoid\"}")]
    [InlineData("data.drop_last=true", "data.batch_size=100")]
    [InlineData("precision=\"bfloat16\"", "model.dropout=0.1", "model.normalization=\"batch\"")]
    [InlineData(Vgg)]
    [InlineData(Vgg, "model.memory_format=\"channels_last\"")]
    [InlineData(Vgg, "model.activation={\"kind\":\"tanh\"}", "model.dropout2d=0.1")]
    [InlineData(ResNet)]
    [InlineData(ResNet, "model.shortcut=\"projection\"", "model.preactivation=true")]
    public void Every_part_of_a_config_gives_the_bits_of_separate_runs(params string[] common) => AssertAlike(common, Seeds);

    [Theory]
    [InlineData("optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9}",
        "optimizer={\"kind\":\"sgd\",\"lr\":0.02,\"momentum\":0.5,\"weight_decay\":0.01}", "optimizer={\"kind\":\"sgd\",\"lr\":0.3}")]
    [InlineData("optimizer={\"kind\":\"adamw\",\"lr\":0.01}", "optimizer={\"kind\":\"adamw\",\"lr\":0.001,\"weight_decay\":0}")]
    [InlineData("init.weight={\"scheme\":\"orthogonal\"}", "init.weight={\"scheme\":\"normal\",\"std\":0.01}",
        "init.weight={\"scheme\":\"kaiming_normal\"}")]
    [InlineData("schedule={\"kind\":\"cosine\"}", "schedule={\"kind\":\"constant\",\"warmup_steps\":5}",
        "schedule={\"kind\":\"step\",\"step_size\":1,\"gamma\":0.5}")]
    [InlineData("model.activation={\"kind\":\"leaky_relu\",\"negative_slope\":0.1}",
        "model.activation={\"kind\":\"leaky_relu\",\"negative_slope\":0.3}")]
    public void Cells_that_differ_in_allowed_keys_give_the_bits_of_separate_runs(params string[] cells) =>
        AssertAlike([], [.. cells.Select((cell, i) => new[] { $"name=\"cell-{i}\"", cell })]);

    [Fact]
    public void A_cell_with_other_parameter_groups_trains_alone()
    {
        var together = AssertSameFiles(["optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"decay\":\"weights\"}"],
            ["name=\"one\"", "optimizer.weight_decay=0.1"], ["name=\"two\""], ["name=\"three\"", "optimizer.weight_decay=0.2"]);

        Assert.Equal([together[0].TotalSteps, null, together[2].TotalSteps], together.Select(summary => summary.Stack?.SharedUpdates));
    }

    [Fact]
    public void A_cell_that_diverges_does_not_disturb_the_others()
    {
        var together = AssertAlike(["training.epochs=3"], ["seed=1"], ["seed=2", "optimizer.lr=1e30"], ["seed=3"]);

        Assert.Equal([RunStatus.Completed, RunStatus.Diverged, RunStatus.Completed], together.Select(summary => summary.Status));
    }

    [Fact]
    public void A_cell_that_ignores_its_divergence_does_not_disturb_the_others() =>
        AssertAlike(["training.on_non_finite=\"ignore\""], ["seed=1"], ["seed=2", "optimizer.lr=1e30"], ["seed=3"]);

    [Fact]
    public void Cells_that_stop_early_at_different_times_leave_the_files_of_separate_runs()
    {
        var together = AssertAlike(
            ["training={\"epochs\":6,\"eval_every_steps\":4,\"early_stopping\":{\"patience\":2}}", "optimizer.lr=0.3"],
            ["seed=1"], ["seed=2"], ["seed=3"], ["seed=4"]);

        Assert.True(together.Select(summary => summary.Progress.Step).Distinct().Count() > 1, "all cells stopped at once");
        Assert.Contains(together, summary => summary.StoppedBy == "early_stopping");
    }

    [Fact]
    public void An_error_of_one_run_does_not_harm_the_others()
    {
        var alone = Run("alone", [["seed=1"]]).Single().Summary!;

        var together = Run("together", [["seed=1"], ["seed=2", "data.batch_size=1", "model.normalization=\"batch\""], ["seed=3"]]);

        Assert.IsType<InputException>(together[1].Error);
        Assert.Null(together[1].Summary);
        SameFiles.Assert(alone, together[0].Summary!);
        Assert.Equal([(1L, 2), (3L, 2)],
            new[] { together[0], together[2] }.Select(outcome => (outcome.Summary!.Seed, outcome.Summary.Stack!.Cells.Count)));
    }

    [Fact]
    public void A_cell_whose_records_can_not_be_written_fails_alone()
    {
        var alone = Run("alone", [["seed=1"]]).Single().Summary!;
        var observer = new LossObserver();
        var broken = new LossObserver(report =>
        {
            if (report.Step == 5)
                Directory.Delete(Path.Combine(observer.Start!.Folder, "checkpoints"), recursive: true);
        });

        var together = Together("together", [(["seed=1"], broken), (["seed=2"], observer)], CancellationToken.None);

        SameFiles.Assert(alone, together[0].Summary!);
        Assert.Equal(RunStatus.Failed, together[1].Summary!.Status);
    }

    [Fact]
    public void Interrupted_cells_resume_together_bit_for_bit()
    {
        string[] dropout = ["model.dropout=0.1", "training.ema={\"decay\":0.9}"];
        string[][] cells = [[.. dropout, "seed=1"], [.. dropout, "seed=2"], [.. dropout, "seed=3"]];
        var alone = Run("alone", [cells[0]], [cells[1]], [cells[2]]);
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 17)
                stop.Cancel();
        });
        var interrupted = Together("together", [(cells[0], observer), (cells[1], new SilentObserver())], stop.Token);
        // The third run has no checkpoint, so it starts from the beginning.
        var resumed = Together("together", [.. cells.Select(cell => (cell, (IRunObserver)new SilentObserver()))],
            CancellationToken.None, resume: true);

        Assert.All(interrupted, outcome => Assert.Equal((RunStatus.Interrupted, 17L),
            (outcome.Summary!.Status, outcome.Summary.Progress.Step)));
        foreach (var (one, other) in alone.Zip(resumed))
            SameFiles.Assert(one.Summary!, other.Summary!);
        Assert.Equal(3, resumed[0].Summary!.Stack!.Cells.Count);
    }

    [Fact]
    public void A_run_that_resumes_alone_still_names_its_earlier_companions()
    {
        var alone = Run("alone", [["seed=1"]]).Single().Summary!;
        Interrupt(["seed=1"], ["seed=2"]);

        var resumed = Together("together", [(["seed=1"], new SilentObserver())], CancellationToken.None, resume: true).Single().Summary!;

        SameFiles.Assert(alone, resumed);
        var stack = RunSummary.Read(Path.Combine(resumed.Folder, "summary.json")).Stack!;
        Assert.Equal([1L, 2L], stack.Cells.Select(cell => cell.Seed));
        Assert.Equal(17, stack.SharedUpdates);
    }

    [Fact]
    public void A_run_that_resumes_with_others_names_its_earlier_companions_too()
    {
        Interrupt(["seed=1"], ["seed=2"]);

        var resumed = Together("together", [(["seed=3"], new SilentObserver()), (["seed=1"], new SilentObserver())],
            CancellationToken.None, resume: true);

        var (third, first) = (resumed[0].Summary!.Stack!, resumed[1].Summary!.Stack!);
        var total = resumed[0].Summary!.TotalSteps;
        Assert.Equal([1L, 2L, 3L], first.Cells.Select(cell => cell.Seed));
        Assert.Equal([3L, 1L], third.Cells.Select(cell => cell.Seed));
        Assert.Equal((total, total - 17), (first.SharedUpdates, third.SharedUpdates));
    }

    [Fact]
    public void Runs_whose_networks_differ_train_alone_after_one_warning_and_record_no_group()
    {
        string[][] cells = [["model.hidden=[16]"], ["model.hidden=[32]"]];
        var alone = Run("alone", [cells[0]], [cells[1]]);
        LossObserver[] observers = [new(), new()];

        var together = Together("together", [.. cells.Zip(observers, (cell, observer) => (cell, (IRunObserver)observer))],
            CancellationToken.None);

        foreach (var (one, other) in alone.Zip(together))
            SameFiles.Assert(one.Summary!, other.Summary!);
        Assert.All(together, outcome => Assert.Null(outcome.Summary!.Stack));
        Assert.All(observers, observer => Assert.Single(observer.Warnings, warning => warning
            == "This run can't train together with the others, so it continues alone: their optimizers hold different parameters."));
    }

    [Fact]
    public void The_summary_names_the_group_in_order()
    {
        var together = Run("together", [["seed=5"], ["seed=4"]]);

        foreach (var summary in together.Select(outcome => RunSummary.Read(Path.Combine(outcome.Summary!.Folder, "summary.json"))))
        {
            Assert.Equal([5L, 4L], summary.Stack!.Cells.Select(cell => cell.Seed));
            Assert.All(summary.Stack.Cells, cell => Assert.Equal(summary.Identity, cell.Identity));
            Assert.Equal(summary.TotalSteps, summary.Stack.SharedUpdates);
        }
    }

    [Fact]
    public void A_run_alone_has_no_group() => Assert.Null(Run("alone", [["seed=1"]]).Single().Summary!.Stack);

    // Asserts that each cell shares all its updates until it ends. At some sizes, such as the size of an epoch's last batch, MKL (in
    // TorchSharp's packages) adds the terms of small batched products in another order. Updates of these sizes are computed cell by cell.
    private List<RunSummary> AssertAlike(string[] common, params string[][] cells)
    {
        var together = AssertSameFiles(common, cells);
        if (together.All(summary => summary.Progress.Step == summary.TotalSteps))
            Assert.All(together, summary => Assert.InRange(
                summary.Stack?.SharedUpdates ?? 0, PyTorch.SharesLibtorch() ? summary.TotalSteps : 0.9 * summary.TotalSteps,
                summary.TotalSteps));
        Assert.Contains(together, summary => summary.Stack is not null);
        return together;
    }

    private List<RunSummary> AssertSameFiles(string[] common, params string[][] cells)
    {
        string[][] whole = [.. cells.Select(cell => (string[])[.. common, .. cell])];
        var alone = whole.SelectMany(cell => Run("alone", [cell])).Select(outcome => outcome.Summary!).ToList();
        var together = Run("together", whole).Select(outcome => outcome.Summary!).ToList();

        foreach (var (one, stacked) in alone.Zip(together))
            SameFiles.Assert(one, stacked);
        return together;
    }

    // Starts two runs in the folder "together" and stops them after 17 updates.
    private void Interrupt(params string[][] cells)
    {
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 17)
                stop.Cancel();
        });
        var interrupted = Together("together", [(cells[0], observer), (cells[1], new SilentObserver())], stop.Token);
        Assert.All(interrupted, outcome => Assert.Equal(17, outcome.Summary!.Progress.Step));
    }

    private List<RunOutcome> Run(string root, params string[][][] groups) => [.. groups.SelectMany(group =>
        Together(root, [.. group.Select(cell => (cell, (IRunObserver)new SilentObserver()))], CancellationToken.None))];

    private IReadOnlyList<RunOutcome> Together(string root, (string[] Sets, IRunObserver Observer)[] cells, CancellationToken cancellation,
        bool resume = false)
    {
        var request = _runs.Request with { OutputRoot = Path.Combine(_runs.Root, root), Resume = resume };
        return Runner.RunTogether([.. cells.Select(cell => (_runs.Read(Mlp, cell.Sets), request, cell.Observer))], cancellation);
    }
}
