namespace Experiments.Tests.Comparison;

public sealed class ComparerTests
{
    [Fact]
    public void Differences_are_taken_seed_by_seed()
    {
        // The values of the two groups overlap widely, but for every seed b is better by 0.01.
        double[] values = [0.5, 0.9, 0.6, 0.8, 0.55, 0.95, 0.7, 0.65];
        var result = Results.Compare(
            Results.Of(Results.Policy("a", values), Results.Policy("b", [.. values.Select(value => value + 0.01)])));
        var pair = Assert.Single(result.Pairs);
        Assert.Equal(("b", "a"), (pair.First, pair.Second));
        Assert.Equal(2 / 256.0, pair.Test.PValue);
        Assert.True(pair.IsSeparated);
        Assert.Equal(0.01, pair.Test.Difference!.Value, 1e-12);
    }

    [Fact]
    public void Five_seeds_separate_nothing_however_far_apart()
    {
        var result = Results.Compare(
            Results.Of(Results.Policy("a", 0.1, 0.11, 0.12, 0.1, 0.1), Results.Policy("b", 0.9, 0.91, 0.92, 0.9, 0.9)));
        Assert.Equal(0.0625, result.SmallestP);
        Assert.False(Assert.Single(result.Pairs).IsSeparated);
        Assert.Contains("With so few seeds, the smallest possible corrected p is 0.0625, so no pair can be separated at level 0.05. Use "
            + "more seeds.",
            result.Notes);
    }

    [Fact]
    public void P_values_are_corrected_over_all_pairs()
    {
        var result = Results.Compare(Results.Of(
            Results.Policy("a", 0.9, 0.91, 0.9, 0.92, 0.93, 0.94, 0.9, 0.9),
            Results.Policy("b", 0.5, 0.51, 0.5, 0.52, 0.53, 0.54, 0.5, 0.5),
            Results.Policy("c", 0.5, 0.5, 0.51, 0.52, 0.54, 0.53, 0.5, 0.51)));
        Assert.Equal(3, result.Pairs.Count);
        Assert.Equal(Holm.Adjust([.. result.Pairs.Select(pair => pair.Test.PValue!.Value)]),
            result.Pairs.Select(pair => pair.CorrectedP!.Value));
        Assert.Equal(3 * 2 / 256.0, result.SmallestP);
        Assert.Equal([true, true, false], result.Pairs.Select(pair => pair.IsSeparated));
        Assert.Equal([1, 19.5 / 8, 20.5 / 8], result.Groups.Select(group => group.MeanRank!.Value).Order());
    }

    [Fact]
    public void A_run_that_diverged_counts_as_the_worst_value_and_is_not_dropped()
    {
        var result = Results.Compare(Results.Of(Results.Policy("a", 0.8, double.NaN, 0.7), Results.Policy("b", 0.6, 0.65, 0.6)));
        var a = result.Groups.Single(group => group.Label == "a");
        Assert.Equal((3, 1), (a.Runs, a.Diverged));
        // The worst value of all runs is the initial value, 0.1.
        Assert.Equal((0.8 + 0.1 + 0.7) / 3, a.Summary.Mean!.Value, 1e-12);
        Assert.Equal("b", result.Groups[0].Label);
        Assert.Equal(0.1, result.WorstValue);
        Assert.Equal(WilsonInterval.Of(1, 3), a.DivergenceRate);
        Assert.Contains(result.Notes,
            note => note.StartsWith("A run that diverged counts as the worst initial or final value", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_completed_without_a_finite_value_counts_as_the_worst_and_is_not_called_diverged()
    {
        var runs = Results.Of(
            [.. Results.Policy("a", 0.8), Results.WithoutAccuracy("a", 1), Results.Run("a", 2, 0.7)], Results.Policy("b", 0.6, 0.65, 0.6));
        var result = Results.Compare(runs);
        var a = result.Groups.Single(group => group.Label == "a");
        Assert.Equal((3, 0, 1), (a.Runs, a.Diverged, a.WithoutValue));
        Assert.Equal((0.8 + 0.1 + 0.7) / 3, a.Summary.Mean!.Value, 1e-12);
        Assert.Contains("1 run completed without a finite test.accuracy; each counts as the worst initial or final value of all runs at "
            + "the same point (0.1).", result.Notes);
        Assert.DoesNotContain(result.Notes, note => note.Contains("diverged", StringComparison.Ordinal));
        Assert.Equal("A run without a finite value counts as the worst value.", result.WhatCountsAsWorst);

        // For the loss, the same run has a finite value, which is used: 0.2, 0.5 and 0.3.
        var loss = Results.Compare(runs, "test.loss");
        var byLoss = loss.Groups.Single(group => group.Label == "a");
        Assert.Equal((0, 0), (byLoss.Diverged, byLoss.WithoutValue));
        Assert.Equal((0.2 + 0.5 + 0.3) / 3, byLoss.Summary.Mean!.Value, 1e-12);
        Assert.Null(loss.WhatCountsAsWorst);
    }

    [Fact]
    public void A_point_without_any_finite_value_is_named()
    {
        static RunResult Lost(RunResult run) => run with { Initial = new Dictionary<string, double> { ["test.accuracy"] = double.NaN } };
        var runs = Results.Of([Results.Run("a", 0, 0.5, "0.1"), Results.Run("b", 0, 0.5, "0.1"),
            Lost(Results.Run("a", 0, double.NaN, "9")), Lost(Results.WithoutAccuracy("b", 0, "9"))]);
        Assert.Equal("--metric 'test.accuracy': none of the 2 runs with lr=9 has a finite initial or final value of this metric (1 "
            + "diverged), so they can't be compared. Use another metric, or leave out these runs.",
            Assert.Throws<InputException>(() => Results.Compare(runs)).Message);
    }

    [Fact]
    public void If_lower_is_better_the_smallest_value_is_first_and_the_largest_is_the_worst()
    {
        var result = Results.Compare(Results.Of(Results.Policy("a", 0.8, 0.8), Results.Policy("b", 0.9, double.NaN)), "test.loss");
        Assert.False(result.IsHigherBetter);
        Assert.Equal(["a", "b"], result.Groups.Select(group => group.Label));
        Assert.Equal(2.3, result.WorstValue);
        // Both runs of label a have the loss 0.2, which is better than the first run of label b (2.3) and worse than the second run of
        // label b (0.1).
        Assert.Equal(0.5, Assert.Single(result.Pairs).Improvement);
    }

    [Fact]
    public void Other_axes_do_not_multiply_the_seeds()
    {
        var runs = new[] { "0.1", "0.2", "0.3" }.SelectMany((lr, i) => Enumerable.Range(0, 6).SelectMany(seed => new[]
        {
            Results.Run("a", seed, 0.5 + (0.01 * seed) + (0.1 * i), lr),
            Results.Run("b", seed, 0.52 + (0.01 * seed) + (0.1 * i), lr),
        }));
        var result = Results.Compare(Results.Of(runs));
        Assert.Equal(3, result.Strata);
        Assert.Equal(18, result.Groups[0].Runs);
        Assert.Equal(6, Assert.Single(result.Pairs).Test.Pairs);
        Assert.Equal(0.52 + 0.1 + 0.03, result.Groups[0].PerSeed[3], 1e-12);
        Assert.Equal(2 / 64.0, result.Pairs[0].Test.PValue);
    }

    [Fact]
    public void The_probability_of_improvement_does_not_compare_one_stratum_with_another()
    {
        // Label b at rate 0.2 is better than label a at rate 0.1, but only because of the rate. At equal rates, a is always better.
        var result = Results.Compare(
            Results.Of([Results.Run("a", 0, 0.5, "0.1"), Results.Run("a", 0, 0.9, "0.2"), Results.Run("b", 0, 0.4, "0.1"),
                Results.Run("b", 0, 0.8, "0.2")]));
        Assert.Equal(1, Assert.Single(result.Pairs).Improvement);
    }

    [Fact]
    public void Labels_are_compared_only_at_points_where_all_labels_have_runs()
    {
        // At rate 0.1 both labels are equal. Only label a has runs at rate 0.001, and these runs must not make a worse.
        var runs = Enumerable.Range(0, 7).SelectMany(
            seed => new[] { Results.Run("a", seed, 0.5, "0.1"), Results.Run("a", seed, 0.1, "0.001"), Results.Run("b", seed, 0.5, "0.1") });
        var result = Results.Compare(Results.Of(runs));
        var pair = Assert.Single(result.Pairs);
        Assert.Equal((0.0, 1.0, 0.5), (pair.Test.Difference, pair.Test.PValue, pair.Improvement));
        Assert.Equal("7 runs are left out, because not every policy has runs at this point: 7 of a at lr=0.001.", result.Notes[0]);
        Assert.Equal(("seed", 1), (result.Unit, result.Strata));
        Assert.All(result.Groups, group => Assert.Equal((7, 0.5, 1.5), (group.Runs, group.Summary.Mean!.Value, group.MeanRank!.Value)));
    }

    [Fact]
    public void Labels_that_share_no_point_are_refused()
    {
        var runs = Enumerable.Range(0, 7).SelectMany(seed => new[]
        {
            Results.Run("a", seed, 0.1, "0.001"), Results.Run("a", seed, 0.1, "0.01"), Results.Run("b", seed, 0.5, "0.1"),
        });
        Assert.Equal("The runs can't be compared: no point of lr has runs of every policy (a at lr=0.001 and lr=0.01; b at lr=0.1). Give "
            + "--by policy,lr to compare each combination, or give fewer folders.",
            Assert.Throws<InputException>(() => Results.Compare(Results.Of(runs))).Message);
    }

    // Each rate occurs with exactly one policy, and each policy with exactly one rate.
    [Fact]
    public void An_axis_that_corresponds_one_to_one_to_the_labels_is_no_stratum_and_a_note_says_so()
    {
        var runs = Enumerable.Range(0, 7)
            .SelectMany(seed => new[] { Results.Run("a", seed, 0.1, "0.001"), Results.Run("b", seed, 0.5, "0.1") });
        var result = Results.Compare(Results.Of(runs));
        // All seven differences have the same sign, so p = 2 / 2^7.
        Assert.Equal((7, 2 / 128.0), (result.Pairs[0].Test.Pairs, result.Pairs[0].CorrectedP!.Value));
        Assert.Equal(("seed", 1, 2), (result.Unit, result.Groups[0].MeanRank, result.Groups[1].MeanRank));
        Assert.Equal("Each policy has only one lr (a: 0.001; b: 0.1), so their effects can't be told apart.", result.Notes[0]);
    }

    // Expected values from numpy and SciPy, with a and b as [strata][seeds]: pa = a.mean(0); pa.mean(), pa.std(ddof=1), np.median(pa),
    // scipy.stats.trim_mean(pa, 0.25), pa.min(), pa.max(); scipy.stats.mannwhitneyu(pb, pa).statistic / 49. The intervals are
    // np.quantile(…, [0.025, 0.975]) of 400,000 resamples of pa's trimmed mean and of 200,000 resamples of the probability. The trimmed
    // mean of all 21 runs would be 0.7209, more than the largest seed's value.
    [Fact]
    public void Every_number_of_a_row_is_over_the_seeds_averaged_over_the_strata()
    {
        double[] noise = [0.00, 0.03, 0.01, 0.06, 0.02, 0.09, 0.04], other = [0.05, 0.01, 0.08, 0.02, 0.07, 0.03, 0.00];
        var strata = new[]
        {
            (Lr: "x", A: 0.1, Slope: 1, B: 0.121), (Lr: "y", A: 0.8, Slope: 2, B: 0.791), (Lr: "z", A: 0.9, Slope: -1, B: 0.891),
        };
        var result = Results.Compare(Results.Of(strata.SelectMany(stratum => Enumerable.Range(0, 7).SelectMany(seed => new[]
        {
            Results.Run("a", seed, stratum.A + (stratum.Slope * noise[seed]), stratum.Lr),
            Results.Run("b", seed, stratum.B + other[seed], stratum.Lr),
        }))));
        var a = result.Groups.Single(group => group.Label == "a");
        var summary = a.Summary;
        Statistics.Close.All([0.6238095238095239, 0.02067639300055084, 0.62, 0.6213333333333334, 0.6, 0.66],
            [summary.Mean!.Value, summary.StandardDeviation!.Value, summary.Median!.Value, summary.InterquartileMean!.Value,
                summary.Minimum!.Value, summary.Maximum!.Value]);
        Assert.Equal(0.608, a.InterquartileInterval!.Value.Low, 0.002);
        Assert.Equal(0.6413, a.InterquartileInterval.Value.High, 0.002);
        var pair = Assert.Single(result.Pairs);
        Assert.Equal(("b", 0.6530612244897959), (pair.First, pair.Improvement!.Value));
        Assert.Equal(0.3265, pair.ImprovementInterval!.Value.Low, 0.04);
        Assert.Equal(0.9184, pair.ImprovementInterval.Value.High, 0.04);
    }

    [Fact]
    public void Only_shared_seeds_are_paired_and_a_note_says_so()
    {
        var result = Results.Compare(Results.Of(Results.Policy("a", 0.1, 0.2, 0.3), [Results.Run("b", 1, 0.5), Results.Run("b", 2, 0.5)]));
        Assert.Equal(2, Assert.Single(result.Pairs).Test.Pairs);
        Assert.Contains("Some pairs of labels do not share all seeds; each pair is compared on the seeds that both have.", result.Notes);
    }

    [Fact]
    public void No_seed_in_common_gives_no_p()
    {
        var result = Results.Compare(Results.Of([Results.Run("a", 0, 0.4)], [Results.Run("b", 1, 0.5)]));
        var pair = Assert.Single(result.Pairs);
        Assert.Equal((0, null, null, false), (pair.Test.Pairs, pair.Test.PValue, pair.CorrectedP, pair.IsSeparated));
        Assert.Null(result.SmallestP);
    }

    [Fact]
    public void One_seed_gives_a_value_without_an_interval()
    {
        var result = Results.Compare(Results.Of(Results.Policy("a", 0.4), Results.Policy("b", 0.5)));
        Assert.Null(result.Groups[0].MeanInterval);
        Assert.Equal(1, result.Pairs[0].Test.PValue);
        Assert.Contains("a has no interval, because it has only one seed.", result.Notes);
    }

    [Fact]
    public void A_single_label_is_summarised_without_pairs() =>
        Assert.Empty(Results.Compare(Results.Of(Results.Policy("a", 0.4, 0.5))).Pairs);

    [Fact]
    public void Missing_runs_missing_metrics_and_equal_seeds_are_refused()
    {
        Assert.Throws<InputException>(() => Results.Compare(Results.Of()));
        var message = Assert.Throws<InputException>(() => Results.Compare(Results.Of(Results.Policy("a", 0.4)), "test.rmse")).Message;
        Assert.Equal("--metric 'test.rmse': no run has this metric. Known metrics: test.accuracy, test.loss.", message);
        Assert.Throws<InputException>(() => Results.Compare(Results.Of(Results.Policy("a", 0.4), Results.Policy("a", 0.5))));
    }

    [Fact]
    public void Notes_give_the_number_of_failed_and_unfinished_runs()
    {
        var result = Results.Compare(Results.Of(Results.Policy("a", 0.4, 0.5)) with { Failed = 1, Unfinished = 2 });
        Assert.Contains("1 failed run is left out, because its error is not a result of the policy.", result.Notes);
        Assert.Contains("2 runs have not finished yet.", result.Notes);
    }

    [Fact]
    public void Different_machines_are_mixed_only_when_asked()
    {
        var runs = Results.Policy("a", 0.4, 0.5).Append(Results.Run("a", 2, 0.4, surroundings: Results.Here with { Threads = 4 })).ToList();
        var refusal = Assert.Throws<InputException>(() => SurroundingsCheck.Of(runs, mixes: false)).Message;
        Assert.Contains("2 with libtorch 1.13.0 (this machine's own), cpu, 1 thread; 1 with libtorch 1.13.0 (this machine's own), "
            + "cpu, 4 threads", refusal, StringComparison.Ordinal);
        Assert.StartsWith("The compared runs differ in library, device or threads:", SurroundingsCheck.Of(runs, mixes: true),
            StringComparison.Ordinal);
        Assert.Null(SurroundingsCheck.Of([.. runs.Take(2)], mixes: false));
        var withoutOneDnn = Results.Run("a", 3, 0.4, surroundings: Results.Here with { HasOneDnn = false });
        Assert.Contains("1 with libtorch 1.13.0 (this machine's own), cpu, 1 thread, oneDNN off",
            Assert.Throws<InputException>(() => SurroundingsCheck.Of([runs[0], withoutOneDnn], mixes: false)).Message,
            StringComparison.Ordinal);
        var packages = Results.Run("a", 3, 0.4, surroundings: Results.Here with { Library = "packages" });
        Assert.Contains("1 with libtorch 1.13.0 (TorchSharp's packages), cpu, 1 thread",
            Assert.Throws<InputException>(() => SurroundingsCheck.Of([runs[0], packages], mixes: false)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_whole_comparison_equals_one_made_with_SciPy()
    {
        double[][] values = [.. Enumerable.Range(0, 3)
            .Select(policy => Statistics.Samples.Normal(9, policy + 40)
                .Select(value => Math.Round(0.6 + (0.1 * policy) + (0.08 * value), 3)).ToArray())];
        var result = Results.Compare(Results.Of([.. values.Select((list, i) => Results.Policy($"p{i}", list))]));
        var expected = SciPy.Numbers($$"""
            x = np.array({{SciPy.Lists(values)}})
            order = np.argsort(-x.mean(axis=1))
            x = x[order]
            out = list(x.mean(axis=1)) + list(x.std(axis=1, ddof=1)) + [float(st.trim_mean(row, 0.25)) for row in x]
            p = [st.permutation_test((x[i] - x[j],), np.mean, permutation_type='samples', n_resamples=np.inf).pvalue for i in range(3) for j in range(i + 1, 3)]
            rank = np.argsort(p)
            adjusted = np.empty(3)
            adjusted[rank] = np.maximum.accumulate(np.minimum(1, np.array(p)[rank] * [3, 2, 1]))
            out += list(map(float, p)) + list(adjusted)
            out += [float(st.mannwhitneyu(x[i], x[j]).statistic / 81) for i in range(3) for j in range(i + 1, 3)]
            out += [float(st.friedmanchisquare(*x).pvalue)]
            print(json.dumps(out))
            """);
        Statistics.Close.All(expected,
        [
            .. result.Groups.Select(group => group.Summary.Mean!.Value),
            .. result.Groups.Select(group => group.Summary.StandardDeviation!.Value),
            .. result.Groups.Select(group => group.Summary.InterquartileMean!.Value),
            .. result.Pairs.Select(pair => pair.Test.PValue!.Value), .. result.Pairs.Select(pair => pair.CorrectedP!.Value),
            .. result.Pairs.Select(pair => pair.Improvement!.Value),
            result.FriedmanP!.Value,
        ]);
    }
}
