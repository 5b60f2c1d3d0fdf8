namespace Experiments.Tests.Sweeps;

public sealed class SweepPlannerTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_cell_is_the_same_run_as_its_config_and_seed_alone()
    {
        var cell = _bench.Plan("""
            "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "name": "policy", "patches": { "x": { "init.weight": "xavier_normal" } } }, { "seeds": 3 }]
            """).Cells[5];
        Assert.Equal(("optimizer.lr=0.2, policy=x", 2L), (cell.Plan.InWords, cell.Seed));
        var alone = ConfigReader.Read(Path.Combine(_bench.Root, "base.json"), ["optimizer.lr=0.2", "init.weight=xavier_normal", "seed=2"]);
        using var prepared = Preparation.Of(alone, DataRoots.Default(null));
        Assert.Equal(prepared.Identity, cell.Plan.Identity);
    }

    [Fact]
    public void Every_cell_is_checked_before_the_first_starts()
    {
        var mistakes = _bench.MistakesOf("""
            "axes": [{ "name": "model", "patches": { "flat": { "model": { "kind": "mlp" } }, "deep": { "model": { "kind": "vgg", "channels": "4 M M M M 4", "ceil_mode": false } } } }, { "key": "optimizer.lr", "values": [0.1, 0.2] }]
            """);
        Assert.Contains(mistakes,
            mistake => mistake.StartsWith("cell model=deep, optimizer.lr=0.1: model: images of 8×8 are too small",
                StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_is_refused_at_its_line_with_the_nearest_name()
    {
        var mistake = Assert.Single(
            _bench.MistakesOf("\"axes\": [{ \"key\": \"optimizer.learning\", \"values\": [0.1, 0.2] }, { \"seeds\": 2 }]"));
        Assert.StartsWith("sweep.json:1:42: optimizer.learning is not a key of sgd", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_is_refused_at_its_place()
    {
        var mistake = Assert.Single(
            _bench.MistakesOf("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1, \"0.2\"] }, { \"seeds\": 2 }]"));
        Assert.StartsWith("sweep.json:1:74: optimizer.lr is the text \"0.2\"; a number of 0 or more is expected", mistake,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_without_effect_is_refused_by_name() => Assert.Equal(
        ["sweep.json: the axis diagnostics.probe_size has no effect: all its values give the same run."],
        _bench.MistakesOf("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1, 0.2] }, { \"key\": \"diagnostics.probe_size\", "
            + "\"values\": [8, 16] }]"));

    [Theory]
    [InlineData("\"metrics\": [\"test.acuracy\"]",
        "compare.metrics names test.acuracy, which the cell optimizer.lr=0.1 does not measure (it measures validation.loss, "
            + "validation.accuracy, test.loss, test.accuracy); did you mean 'test.accuracy'?")]
    [InlineData("\"metrics\": [\"best.test.rmse\"]", "compare.metrics names best.test.rmse, which")]
    [InlineData("\"targets\": [{ \"metric\": \"train.loss\", \"value\": 1 }]", "compare.targets names train.loss, which")]
    public void Every_cell_must_measure_the_compared_metrics(string compare, string expected) =>
        Assert.Contains(expected,
            Assert.Single(_bench.MistakesOf(
                $"\"axes\": [{{ \"key\": \"optimizer.lr\", \"values\": [0.1, 0.2] }}], \"compare\": {{ {compare} }}")),
                StringComparison.Ordinal);

    [Theory]
    [InlineData("validation", "[0.1, 0.2]", "",
        "sweep.json: compare.tune chooses a value on the validation split, which the cell policy=x, optimizer.lr=0.1 does not have; set "
            + "data.validation, or leave compare.tune out.")]
    [InlineData("", "[0.1]", "",
        "sweep.json: compare.tune names optimizer.lr, which has only one value (0.1), so there is nothing to choose; give this axis "
            + "more values, or remove it from compare.tune.")]
    [InlineData("", "[0.1, 0.2]", ", \"metrics\": [\"best.validation.loss\"]",
        "sweep.json: compare.metrics names best.validation.loss, which chooses the value of optimizer.lr (compare.tune), so it can't be "
            + "reported too; name another split, such as test.loss.")]
    public void Impossible_tuning_is_refused_before_training(string without, string rates, string metrics, string expected) =>
        Assert.Equal(expected, Assert.Single(_bench.MistakesOf($$"""
            {{(without.Length > 0 ? "\"set\": { \"data.validation\": 0 }," : "")}}
            "axes": [{ "name": "policy", "patches": { "x": { "init.weight": "xavier_normal" }, "y": { "init.weight": "kaiming_normal" } } },
                { "key": "optimizer.lr", "values": {{rates}} }, { "seeds": 2 }],
            "compare": { "tune": ["optimizer.lr"]{{metrics}} }
            """)));

    [Fact]
    public void Labels_that_share_no_point_are_refused_before_training() => Assert.Equal(
        "sweep.json: the labels can't be compared: no point of optimizer.lr has runs of every policy (x at optimizer.lr=0.1; y at "
            + "optimizer.lr=0.2 and optimizer.lr=0.4); exclude fewer points, or set compare.by to another axis.",
        Assert.Single(_bench.MistakesOf("""
            "axes": [{ "name": "policy", "patches": { "x": { "init.weight": "xavier_normal" }, "y": { "init.weight": "kaiming_normal" } } },
                { "key": "optimizer.lr", "values": [0.1, 0.2, 0.4] }, { "seeds": 2 }],
            "exclude": [{ "policy": "x", "optimizer.lr": [0.2, 0.4] }, { "policy": "y", "optimizer.lr": 0.1 }]
            """)));

    [Fact]
    public void Two_cells_that_are_the_same_run_are_refused() => Assert.Equal(
        ["sweep.json: these cells are the same run: policy=a; policy=c."],
        _bench.MistakesOf("""
            "axes": [{ "name": "policy", "patches": { "a": { "init.weight": "zeros" }, "b": { "init.weight": "ones" }, "c": { "init": { "weight": { "scheme": "zeros" } } } } }]
            """));

    [Fact]
    public void A_key_that_the_base_lacks_may_come_from_an_axis()
    {
        File.WriteAllText(Path.Combine(_bench.Root, "base.json"),
            SweepBench.Base.Replace("\"model\": { \"kind\": \"softmax_regression\" },", "", StringComparison.Ordinal));
        var plan = _bench.Plan("\"axes\": [{ \"key\": \"model\", \"values\": [\"softmax_regression\", { \"kind\": \"mlp\", "
            + "\"hidden\": [4] }] }]");
        Assert.Equal(2, plan.Cells.Count);
        Assert.Contains("model is missing",
            Assert.Single(_bench.MistakesOf("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1] }]")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cuda:1", false, "a sweep assigns the GPUs to its workers")]
    [InlineData("auto", true, "write cpu or cuda")]
    public void A_device_that_a_sweep_can_not_use_is_refused(string device, bool isCluster, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => new SweepMachine(isCluster).DeviceOf(device)).Message,
            StringComparison.Ordinal);

    // At a point at which another key has no effect, the run is still valid.
    [Theory]
    [InlineData("""{ "base": "base.json", "set": { "model.kind": "mlp", "model.dropout_kind": "alpha" }, "axes": """
        + """[{ "key": "model.dropout", "values": [0, 0.1] }] }""")]
    [InlineData("""{ "base": "base.json", "set": { "init.weight": { "scheme": "kaiming_normal", "a": 0.5 } }, "axes": """
        + """[{ "key": "init.weight.nonlinearity", "values": ["leaky_relu", "relu"] }] }""")]
    public void An_axis_may_decide_whether_another_key_has_an_effect(string sweep) => Assert.Equal(2, _bench.Plan(sweep).Cells.Count);

    [Fact]
    public void A_cluster_may_have_GPUs_that_this_machine_lacks() =>
        Assert.Equal("cuda", new SweepMachine(IsCluster: true).DeviceOf("cuda"));
}
