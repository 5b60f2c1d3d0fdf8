namespace Experiments.Tests.Sweeps;

public sealed class SweepReaderTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("8", "8")]
    [InlineData("256", "256")]
    [InlineData("\"auto\"", "auto")]
    public void A_stack_size_is_a_number_or_auto(string value, string expected) =>
        Assert.Equal(expected, _bench.Read($$""" "axes": [{ "seeds": 2 }], "stack": {{value}} """).Stack!.ToString());

    [Theory]
    [InlineData("1", "the number 1")]
    [InlineData("0", "the number 0")]
    [InlineData("-8", "the number -8")]
    [InlineData("2.5", "the number 2.5")]
    [InlineData("257", "the number 257")]
    [InlineData("\"8\"", "the text \"8\"")]
    [InlineData("\"Auto\"", "the text \"Auto\"")]
    [InlineData("true", "true")]
    public void Another_stack_size_is_refused_in_one_sentence(string value, string given)
    {
        var mistake = Assert.Single(_bench.MistakesOf($$""" "axes": [{ "seeds": 2 }], "stack": {{value}} """));
        Assert.EndsWith($"stack is {given}; auto or a whole number from 2 to 256 is expected; leave stack out to train each cell alone.",
            mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_axes_exclusions_and_a_comparison()
    {
        var sweep = _bench.Read("""
            "name": "study",
            "set": { "training.steps": 8, "optimizer": { "momentum": 0.9 } },
            "axes": [
              { "name": "policy", "patches": { "xavier": { "init.weight": "xavier_normal" }, "zeros": { "init": { "weight": "zeros" } } } },
              { "key": "optimizer.lr", "values": [0.1, 0.01] },
              { "seeds": { "from": 5, "count": 3 } }
            ],
            "exclude": [{ "policy": "zeros", "optimizer.lr": [0.01] }],
            "compare": { "by": "policy", "metrics": ["test.accuracy"], "alpha": 0.01, "targets": [{ "metric": "validation.accuracy", "value": 0.9 }] },
            "slurm": { "partition": "gpu", "time": "2:00:00", "lines": ["--account=lab"] }
            """);
        Assert.Null(sweep.Stack);
        Assert.Equal("study", sweep.Name);
        Assert.Equal([["policy"], ["optimizer.lr"]], sweep.Axes.Select(axis => axis.Names));
        Assert.Equal([5L, 6, 7], sweep.Seeds);
        Assert.Equal("0.01", Assert.Single(sweep.Exclusions).Labels["optimizer.lr"][0]);
        Assert.Equal((0.01, "policy", "gpu"), (sweep.Compare.Alpha, sweep.Compare.By, sweep.Slurm.Partition));
    }

    [Fact]
    public void A_sweep_is_named_after_its_file_by_default() =>
        Assert.Equal("lr-study", _bench.Read("\"axes\": [{ \"seeds\": 2 }]", "lr-study.json").Name);

    [Theory]
    [InlineData("\"axes\": [{ \"seeds\": 3 }]", new long[] { 0, 1, 2 })]
    [InlineData("\"axes\": [{ \"seeds\": [7, 3] }]", new long[] { 7, 3 })]
    [InlineData("\"axes\": [{ \"seeds\": { \"count\": 2 } }]", new long[] { 0, 1 })]
    public void Seeds_are_counted_listed_or_ranged(string keys, long[] expected) => Assert.Equal(expected, _bench.Read(keys).Seeds);

    [Theory]
    [InlineData("\"axis\": []",
        "sweep.json:1:24: axis is not a key of a sweep (known: $schema, name, base, set, axes, exclude, random, compare, stack, "
            + "slurm); did you "
            + "mean 'axes'?")]
    [InlineData("\"axes\": {}", "sweep.json:1:32: axes is an object; a list is expected.")]
    [InlineData("\"axes\": [{ \"seeds\": 0 }]", "seeds is the number 0; a count (10 means 0 to 9)")]
    [InlineData("\"axes\": [{ \"seeds\": [1, 1] }]", "the numbers of a list must differ")]
    [InlineData("\"axes\": [{ \"seeds\": 2 }, { \"seeds\": 3 }]", "seeds are given twice")]
    [InlineData("\"axes\": [{ \"key\": \"seed\", \"values\": [1] }]", "seed can't be the key of an axis")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\" }]",
        "an axis has exactly one of values, patches, zip, seeds, uniform, log_uniform, integers; this one has none.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"value\": [1] }]",
        "value is not a key of an axis (known: key, name, values, patches, zip, seeds, uniform, log_uniform, integers); did you "
            + "mean 'values'?")]
    [InlineData("\"axes\": [{ \"values\": [1] }]", "an axis of values needs a \"key\"")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [] }]",
        "values is a list; a list of one or more values of optimizer.lr is expected.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1, 1e-1] }]", "the axis optimizer.lr has the value 0.1 twice.")]
    [InlineData("\"axes\": [{ \"patches\": { \"a\": {} } }]", "an axis of patches needs a \"name\"")]
    [InlineData("\"axes\": [{ \"name\": \"p\", \"patches\": { \"a\": 3 } }]",
        "the patch a is the number 3; an object of config keys is expected.")]
    [InlineData("\"axes\": [{ \"zip\": [{ \"key\": \"optimizer.lr\", \"values\": [1, 2] }, { \"key\": \"data.batch_size\", "
        + "\"values\": [1] }] }]", "zipped axes must have equally many values; these have 2 and 1 values.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [1] }, { \"key\": \"optimizer.lr\", \"values\": [2] }]",
        "two axes are called optimizer.lr")]
    [InlineData("\"axes\": []",
        "axes is empty, so nothing varies; give an axis such as { \"seeds\": 10 }, or use 'experiments run' for a single run.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"log_uniform\": [0, 1] }], \"random\": { \"count\": 2 }",
        "log_uniform starts at 0; both ends must be above 0.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"uniform\": [1, 1] }], \"random\": { \"count\": 2 }",
        "uniform goes from 1 to 1; the first end must be below the second.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"uniform\": [0, 1] }]",
        "the axis optimizer.lr is a range to draw from, so the sweep needs \"random\"")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [1] }], \"compare\": { \"by\": \"optimiser.lr\" }",
        "compare.by is \"optimiser.lr\", which is not an axis (axes: optimizer.lr); did you mean 'optimizer.lr'?")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [1] }], \"compare\": { \"alpha\": 0 }",
        "compare.alpha is the number 0; a number above 0 and below 1 is expected.")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1] }], \"exclude\": [{ \"optimizer.lr\": 0.2 }]",
        "exclude: 0.2 is not a value of optimizer.lr (0.1)")]
    [InlineData("\"axes\": [{ \"key\": \"optimizer.lr\", \"values\": [0.1] }], \"exclude\": [{ \"lr\": 0.1 }]",
        "exclude: lr is not an axis (axes: optimizer.lr)")]
    [InlineData("\"axes\": [{ \"seeds\": 2 }], \"name\": \"a/b\"", "name is \"a/b\"; a name of at most 100 letters, digits")]
    public void A_mistake_is_one_sentence_with_its_place(string keys, string expected) =>
        Assert.Contains(_bench.MistakesOf(keys), mistake => mistake.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Mistakes_of_the_sweep_the_base_and_the_values_are_reported_together()
    {
        File.WriteAllText(Path.Combine(_bench.Root, "base.json"),
            SweepBench.Base.Replace("batch_size", "batchsize", StringComparison.Ordinal));
        var mistakes = _bench.MistakesOf("\"nam\": \"x\", \"axes\": [{ \"seeds\": 0 }]");
        Assert.Equal(3, mistakes.Count);
        Assert.Contains(mistakes,
            mistake => mistake.StartsWith("base.json:3:31: data.batchsize is not a key of digits", StringComparison.Ordinal));
    }
}
