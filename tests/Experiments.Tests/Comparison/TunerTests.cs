using Experiments.Comparison.Keys;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Comparison;

public sealed class TunerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-tuner-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The validation means of label a are 0.6 and 0.7, and those of label b are 0.9 and 0.5. The test values differ so much that a wrong
    // choice would be visible.
    [Fact]
    public void Each_label_is_reported_at_the_value_that_its_validation_mean_chooses()
    {
        var result = Tune([.. Value("a", "0.1", [0.5, 0.7], [0.9, 0.9]), .. Value("a", "1", [0.7, 0.7], [0.3, 0.5]),
            .. Value("b", "0.1", [0.9, 0.9], [0.6, 0.8]), .. Value("b", "1", [0.5, 0.5], [1, 1])]);
        Assert.Equal(("validation.accuracy", "seed"), (result.Selection, result.Unit));
        Assert.Equal([("b", "0.1", 2), ("a", "1", 2)], result.Groups.Select(group => (group.Label, group.Value, group.Seeds)));
        Assert.Equal([0.7, 0.4], result.Groups.Select(group => Math.Round(group.Chosen!.Outcome, 12)));
        Assert.Equal([0.9, 0.7], result.Groups.Select(group => Math.Round(group.Chosen!.Selection, 12)));
        // Label a has four equally likely resamples. In one of them, the second seed is drawn twice, the means are equal, and the first
        // value is chosen. The share of the second value is therefore 3/4.
        Assert.Equal(0.75, result.Groups[1].Shares.Single(share => share.Value == "1").Share, 0.02);
        Assert.Contains("b: 0.1 is the smallest lr of the runs. Try smaller values, which may be better.", result.Notes);
    }

    // The labels share seeds 0 and 1. On these seeds, a chooses 1 (0.7 against 0.6) and b chooses 0.1, so the difference is (0.6 + 0.8) / 2
    // − (0.3 + 0.5) / 2. A resample with seed 0 twice gives the difference 0.6 − 0.3. In a resample with seed 1 twice, a's means are equal
    // and a chooses its first value, so the difference is 0.8 − 0.9.
    [Fact]
    public void The_difference_at_the_chosen_values_uses_the_seeds_that_both_labels_have()
    {
        var result = Tune([.. Value("a", "0.1", [0.5, 0.7, 0.9], [0.9, 0.9, 0.1]), .. Value("a", "1", [0.7, 0.7, 0.1], [0.3, 0.5, 0.1]),
            .. Value("b", "0.1", [0.9, 0.9], [0.6, 0.8]), .. Value("b", "1", [0.5, 0.5], [1, 1])]);
        var pair = Assert.Single(result.Pairs);
        Assert.Equal(("b", "a", 2), (pair.First, pair.Second, pair.Seeds));
        Assert.Equal(0.3, pair.Difference.Mean, 12);
        Assert.Equal(-0.1, pair.Difference.Interval!.Value.Low, 12);
        Assert.Equal(0.3, pair.Difference.Interval.Value.High, 12);
    }

    [Fact]
    public void If_lower_is_better_the_smallest_mean_is_chosen()
    {
        var result = Tune([.. Value("a", "0.1", [0.5, 0.7], [0.9, 0.9]), .. Value("a", "1", [0.7, 0.7], [0.3, 0.5])], "test.loss");
        var group = Assert.Single(result.Groups);
        // The losses are 1 − accuracy.
        Assert.Equal(("1", 0.3, 0.6), (group.Value, Math.Round(group.Chosen!.Selection, 12), Math.Round(group.Chosen.Outcome, 12)));
    }

    // The diverged run gets the initial value 0.1, and (0.9 + 0.1) / 2 is below 0.6.
    [Fact]
    public void A_run_that_diverged_counts_as_the_worst_in_the_choice_too()
    {
        var result = Tune([.. Value("a", "0.1", [0.6, 0.6], [0.6, 0.6]), .. Value("a", "1", [0.9, double.NaN], [0.9, double.NaN])]);
        Assert.Equal("0.1", Assert.Single(result.Groups).Value);
    }

    [Fact]
    public void A_seed_counts_only_if_every_value_has_it()
    {
        var result = Tune([.. Value("a", "0.1", [0.6, 0.6, 0.6], [0.6, 0.6, 0.9]), .. Value("a", "1", [0.5, 0.5], [0.9, 0.9])]);
        var group = Assert.Single(result.Groups);
        Assert.Equal((2, 0.6), (group.Seeds, Math.Round(group.Chosen!.Outcome, 12)));
    }

    [Fact]
    public void Without_a_validation_split_nothing_is_chosen()
    {
        RunResult[] runs = [Results.Run("a", 0, 0.5, "0.1"), Results.Run("a", 0, 0.5, "1")];
        Assert.Equal("the run 'runs/a-0.1-0' has no validation.accuracy, which is needed to choose a value of lr. Train with a validation "
            + "split (set data.validation).", Refusal(runs, "test.accuracy"));
    }

    [Fact]
    public void The_metric_that_chooses_is_not_reported() =>
        Assert.Equal("validation.accuracy is used to choose the value of lr, so this metric can't be reported. Give --metric with "
            + "another split, "
            + "such as test.accuracy.", Refusal([.. Value("a", "0.1", [0.6], [0.6])], "validation.accuracy"));

    [Fact]
    public void One_value_is_no_choice() =>
        Assert.Equal("all runs have lr = 0.1, so there is nothing to choose.",
            Refusal([.. Value("a", "0.1", [0.6], [0.6])], "test.accuracy"));

    // GeneratedRuns gives values that are 0.04 lower at the higher rate, on both splits, and the last seed of the first policy diverges.
    [Fact]
    public void A_sweep_has_a_table_of_all_values_and_a_table_of_the_chosen_values()
    {
        var folder = new GeneratedRuns { Seeds = 3, HasSignal = false }.Write(_root);
        var compared = ComparedRuns.Of(ComparisonPlan.Of([folder], null, [], null, tune: ["optimizer.lr"]), mixes: false);
        var every = Assert.Single(compared.Comparisons);
        Assert.Equal(("policy × optimizer.lr", "seed", 6), (every.Request.By, every.Unit, every.Groups.Count));
        var tuned = Assert.Single(compared.Tuned);
        Assert.Equal(("policy", "optimizer.lr", "test.accuracy"), (tuned.By, tuned.Tune, tuned.Metric));
        foreach (var group in tuned.Groups)
            Assert.Equal(every.Groups.Single(one => one.Label == $"{group.Label}, {group.Value}").Summary.Mean!.Value,
                group.Chosen!.Outcome, 12);
        Assert.Equal("--tune and --by both name 'policy'; remove 'policy' from one of the two options.",
            Assert.Throws<InputException>(() => ComparisonPlan.Of([folder], null, [], null, tune: ["policy"])).Message);
    }

    [Theory]
    [InlineData("optimizer.lr", 0, "seed, mean over 2 values of optimizer.lr")]
    [InlineData("optimizer", 0, "seed, mean over 2 values of optimizer.lr")]
    [InlineData("all", 1, "seed")]
    public void A_tuned_key_of_a_sweep_is_averaged_over_if_pool_names_it(string pool, int tables, string unit)
    {
        var folder = new GeneratedRuns { Seeds = 3, HasSignal = false }.Write(_root);
        var file = Path.Combine(folder, "compare.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        settings["tune"] = new JsonArray("optimizer.lr");
        File.WriteAllText(file, settings.ToJsonString());
        var compared = ComparedRuns.Of(ComparisonPlan.Of([folder], null, [], null, [pool]), mixes: false);
        Assert.Equal((tables, unit), (compared.Tuned.Count, compared.Comparisons[0].Unit));
        if (tables == 0)
            Assert.Equal($"--pool averages over 'optimizer.lr', which --tune names too; remove 'optimizer.lr' from one of the two options.",
                Assert.Throws<InputException>(() => ComparisonPlan.Of([folder], null, [], null, [pool], ["optimizer.lr"])).Message);
    }

    // The planner refuses such a sweep before training. If the runs already exist, their ordinary table is still shown.
    [Fact]
    public void If_nothing_can_be_chosen_a_note_of_the_ordinary_table_says_why()
    {
        var folder = new GeneratedRuns { Seeds = 3, HasSignal = false, Rates = ["0.1"] }.Write(_root);
        var compared = ComparedRuns.Of(ComparisonPlan.Of([folder], null, [], null, tune: ["optimizer.lr"]), mixes: false);
        Assert.Empty(compared.Tuned);
        var every = Assert.Single(compared.Comparisons);
        Assert.Equal(3, every.Groups.Count);
        Assert.Equal("There is no table of chosen values: all runs have optimizer.lr = 0.1, so there is nothing to choose.",
            every.Notes[^1]);
    }

    private static IEnumerable<RunResult> Value(string policy, string lr, double[] validation, double[] test) =>
        validation.Zip(test).Select((pair, seed) => Results.Run(policy, seed, pair.Second, lr) with
        {
            Initial = new Dictionary<string, double> { ["test.accuracy"] = 0.1, ["validation.accuracy"] = 0.1, ["test.loss"] = 2.3,
                ["validation.loss"] = 2.3 },
            Final = new Dictionary<string, double> { ["test.accuracy"] = pair.Second, ["validation.accuracy"] = pair.First,
                ["test.loss"] = 1 - pair.Second, ["validation.loss"] = 1 - pair.First },
        });

    private static TunedResult Tune(RunResult[] runs, string metric = "test.accuracy") =>
        Tuner.Of(JoinedKeys.Of(new RunCollection(runs, 0, 0), ["policy", "lr"]),
            new ComparisonRequest { By = "policy × lr", Metric = metric }, compared: 1);

    private static string Refusal(RunResult[] runs, string metric) => Assert.Throws<InputException>(() => Tune(runs, metric)).Message;
}
