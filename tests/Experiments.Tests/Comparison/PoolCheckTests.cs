using Experiments.Tests.Reports;

namespace Experiments.Tests.Comparison;

public sealed class PoolCheckTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-pool-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Runs_that_differ_in_an_unnamed_key_are_refused_with_the_key_and_its_values()
    {
        var refusal = Assert.Throws<InputException>(() => Compare("init.weight.std", pool: [], Plain()));
        Assert.Equal("Besides init.weight.std, the runs differ in optimizer.lr (0.01, 0.1). Give --pool optimizer.lr to average over it, "
            + "or --by init.weight.std,optimizer.lr to compare each combination.", refusal.Message);
    }

    [Theory]
    [InlineData("optimizer.lr")]
    [InlineData("optimizer")]
    [InlineData("all")]
    public void A_pooled_key_is_averaged_over_and_the_unit_names_it(string pool)
    {
        var result = Compare("init.weight.std", [pool], Plain());
        Assert.Equal("seed, mean over 2 values of optimizer.lr", result.Unit);
        Assert.Equal(3, result.Groups.Count);
        // The sum of the accuracies of seed 0 at both rates, read from the files.
        var both = Final("0.03", "0.01", 0) + Final("0.03", "0.1", 0);
        Assert.Equal(both / 2, result.Groups.Single(group => group.Label == "0.03").PerSeed[0], 12);
    }

    [Fact]
    public void Two_compared_keys_make_a_label_of_each_combination()
    {
        var result = Compare("init.weight.std,optimizer.lr", [], Plain());
        Assert.Equal(("init.weight.std × optimizer.lr", "seed"), (result.Request.By, result.Unit));
        Assert.Equal(["0.01, 0.01", "0.01, 0.1", "0.02, 0.01", "0.02, 0.1", "0.03, 0.01", "0.03, 0.1"],
            result.Groups.Select(group => group.Label).Order());
        Assert.Equal(Final("0.03", "0.1", 1), result.Groups.Single(group => group.Label == "0.03, 0.1").PerSeed[1], 12);
    }

    [Fact]
    public void Two_networks_are_named_by_their_part_of_the_config()
    {
        var runs = Plain(new GeneratedRuns { Rates = ["0.1"], Seeds = 2, HasDiverged = false, HasSignal = false });
        Rewrite(runs, run => run.EndsWith("-s1", StringComparison.Ordinal), "\"hidden\":[64,64,64],\"kind\":\"mlp\"",
            "\"depth\":11,\"kind\":\"vgg\"");
        var refusal = Assert.Throws<InputException>(() => Compare("init.weight.std", [], runs));
        Assert.Equal("Besides init.weight.std, the runs differ in model (mlp, vgg). Give --pool model to average over it, or "
            + "--by init.weight.std,model to compare each combination.", refusal.Message);
        Assert.Equal(6, Compare("init.weight.std,model", [], runs).Groups.Count);
    }

    [Fact]
    public void Two_sweeps_of_two_data_sets_are_averaged_only_on_request()
    {
        var (first, second) = (Sweep("one"), Sweep("two"));
        Rewrite(second, _ => true, "\"kind\":\"digits\"", "\"kind\":\"ames\"");
        var refusal = Assert.Throws<InputException>(() => Compare(null, [], first, second));
        Assert.Equal("Besides policy, the runs differ in data.kind (digits, ames). Give --pool data.kind to average over it, or "
            + "--by policy,data.kind to compare each combination.", refusal.Message);
        Assert.Equal("seed, mean over 4 points of optimizer.lr × data.kind", Compare(null, ["data.kind"], first, second).Unit);
    }

    [Fact]
    public void An_axis_of_one_sweep_is_named_for_all_and_read_from_the_configs_of_the_others()
    {
        var (first, second) = (Sweep("one"), Sweep("two", "0.5"));
        var result = Compare(null, [], first, second);
        Assert.Equal("seed, mean over 3 values of optimizer.lr", result.Unit);
        Assert.Equal("seed, mean over 2 values of optimizer.lr", Compare(null, [], first).Unit);
    }

    // In one sweep the standard deviation depends on the policy. The other sweep has a single policy, so the deviation does not vary there.
    [Fact]
    public void Sweeps_of_the_same_axes_may_have_other_labels()
    {
        var first = Sweep("one", "0.1");
        var second = new GeneratedRuns { Policies = ["another"], Rates = ["0.1"], Seeds = 2, HasDiverged = false, HasSignal = false }
            .Write(Path.Combine(_root, "two"));
        Rewrite(second, _ => true, "\"std\":0.0", "\"std\":0.5");
        Assert.Equal(4, Compare(null, [], first, second).Groups.Count);
    }

    // The two sweeps have different configs at the same point of the axes.
    [Fact]
    public void Sweeps_whose_labels_mean_different_things_are_refused()
    {
        var (first, second) = (Sweep("one", "0.1"), Sweep("two", "0.1"));
        Rewrite(second, _ => true, "\"std\":0.0", "\"std\":0.5");
        Assert.StartsWith("Besides policy, the runs differ in init.weight.std (0.01, 0.02, 0.03, 0.51, …). ",
            Assert.Throws<InputException>(() => Compare(null, [], first, second)).Message, StringComparison.Ordinal);
    }

    // The policies of GeneratedRuns differ only in init.weight.std: 0.01, 0.02, 0.03.
    [Fact]
    public void A_key_set_by_an_axis_of_patches_gives_the_same_comparison_as_the_axis()
    {
        var sweep = Sweep("one");
        var (byAxis, byKey) = (Compare(null, [], sweep), Compare("init.weight.std", [], sweep));
        Assert.Equal("seed, mean over 2 values of optimizer.lr", byKey.Unit);
        Assert.Equal(byAxis.Groups.Select(group => (group.Summary.Mean, group.MeanRank)),
            byKey.Groups.Select(group => (group.Summary.Mean, group.MeanRank)));
        Assert.Equal(byAxis.Pairs.Select(pair => pair.CorrectedP), byKey.Pairs.Select(pair => pair.CorrectedP));
        Assert.StartsWith("Each init.weight.std has only one policy (", byKey.Notes[0], StringComparison.Ordinal);
    }

    // Two policies have the same standard deviation. If the deviations were compared, one row would be a mean over two policies, and each
    // other row would show a single policy.
    [Fact]
    public void A_key_that_several_values_of_an_axis_share_is_refused_with_the_keys_to_compare_by()
    {
        var sweep = Sweep("one", "0.1");
        Rewrite(sweep, _ => true, "\"std\":0.03", "\"std\":0.02");
        var refusal = Assert.Throws<InputException>(() => Compare("init.weight.std", [], sweep)).Message;
        Assert.StartsWith("The runs can't be compared: no point of policy has runs of every init.weight.std (0.01 at policy=", refusal,
            StringComparison.Ordinal);
        Assert.EndsWith(". Give --by init.weight.std,policy to compare each combination, or give fewer folders.", refusal,
            StringComparison.Ordinal);
        Assert.Equal(3, Compare("init.weight.std,policy", [], sweep).Groups.Count);
    }

    [Fact]
    public void A_pooled_key_in_which_no_run_differs_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => Compare("init.weight.std", ["optimizer.lrr"], Plain()));
        Assert.Equal("--pool 'optimizer.lrr': all runs have the same value of this key; did you mean 'optimizer.lr'?", refusal.Message);
    }

    [Fact]
    public void A_compared_key_and_an_axis_of_one_value_can_not_be_pooled()
    {
        var sweep = Sweep("one", "0.1");
        Assert.Equal("--pool 'policy': policy is compared by --by, so it can't be averaged over. Remove 'policy' from --pool, or give "
            + "--by another key.", Assert.Throws<InputException>(() => Compare(null, ["policy"], sweep)).Message);
        Assert.Equal("--pool 'optimizer.lr': all runs have the same value of this key.",
            Assert.Throws<InputException>(() => Compare(null, ["optimizer.lr"], sweep)).Message);
        Assert.Equal("seed", Compare(null, ["all"], sweep).Unit);
    }

    [Theory]
    [InlineData("policy,")]
    [InlineData("policy,policy")]
    public void An_empty_or_repeated_key_in_by_is_refused(string by) =>
        Assert.StartsWith($"--by is '{by}'", Assert.Throws<InputException>(() => Compare(by, [], Sweep("one"))).Message,
            StringComparison.Ordinal);

    private static ComparisonResult Compare(string? by, IReadOnlyList<string> pool, params string[] folders) =>
        Assert.Single(ComparedRuns.Of(ComparisonPlan.Of(folders, by, ["test.accuracy"], null, pool), mixes: false).Comparisons);

    private string Plain(GeneratedRuns? generated = null) => Path.Combine((generated
        ?? new GeneratedRuns { Seeds = 2, HasDiverged = false, HasSignal = false }).Write(_root), "runs");

    private string Sweep(string name, params string[] rates) => new GeneratedRuns
    {
        Rates = rates.Length > 0 ? rates : ["0.01", "0.1"], Seeds = 2, HasDiverged = false, HasSignal = false,
    }.Write(Path.Combine(_root, name));

    private double Final(string std, string rate, long seed) => Configs(_root)
        .Where(file => File.ReadAllText(file) is var text && text.Contains($"\"std\":{std}}}", StringComparison.Ordinal)
            && text.Contains($"\"lr\":{rate},", StringComparison.Ordinal))
        .Select(file => RunSummary.Read(Path.Combine(Path.GetDirectoryName(file)!, "summary.json")))
        .Single(summary => summary.Seed == seed).Final("test").Single(metric => metric.Name == "accuracy").Value;

    private static void Rewrite(string folder, Func<string, bool> isOne, string from, string to)
    {
        foreach (var file in Configs(folder).Where(file => isOne(Path.GetDirectoryName(file)!)))
            File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Configs(string folder) =>
        Directory.EnumerateFiles(folder, "config.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
