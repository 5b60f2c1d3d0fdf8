namespace Experiments.Tests.Statistics;

public sealed class ChosenValueTests
{
    private static readonly IReadOnlyList<IReadOnlyList<double>> s_validation =
    [
        [0.7013, 0.7402, 0.6631, 0.7220, 0.6917, 0.7309, 0.7541, 0.6808],
        [0.7118, 0.7027, 0.7236, 0.6939, 0.7407, 0.7001, 0.7104, 0.7315],
        [0.6007, 0.6209, 0.5803, 0.6101, 0.6302, 0.5904, 0.6006, 0.6408],
    ];

    private static readonly IReadOnlyList<IReadOnlyList<double>> s_test =
    [
        [0.80, 0.84, 0.79, 0.83, 0.81, 0.82, 0.85, 0.78],
        [0.70, 0.71, 0.74, 0.69, 0.73, 0.72, 0.70, 0.75],
        [0.90, 0.92, 0.88, 0.91, 0.93, 0.89, 0.90, 0.94],
    ];

    // The expected values are from numpy: i = np.random.default_rng(0).integers(0, 8, (400000, 8)); c = V[:, i].mean(2).argmax(0).
    // Estimates are T[:, i].mean(2)[c, arange], with quantiles 0.71125 and 0.83125 at 0.025 and 0.975. The choice c is 0 in 41.22 % of the
    // resamples and 1 in 58.78 %. If the choice were made only once, before resampling, the interval would end at 0.73125.
    [Fact]
    public void The_interval_includes_the_choice()
    {
        var chosen = ChosenValue.Of(s_validation, s_test);
        Assert.Equal(1, chosen.Index);
        Assert.Equal(0.7143375, chosen.Selection, 12);
        Assert.Equal(0.7175, chosen.Outcome, 12);
        Assert.Equal(0.71125, chosen.Interval!.Value.Low, 0.003);
        Assert.Equal(0.83125, chosen.Interval.Value.High, 0.003);
        Assert.Equal(0.4122, chosen.Shares![0], 0.02);
        Assert.Equal(0.5878, chosen.Shares[1], 0.02);
        Assert.Equal(0, chosen.Shares[2]);
    }

    // The expected values are from numpy, with V2 and T2 of the second procedure and d = V2[:, i].mean(2).argmax(0) on the same resamples
    // i. The quantiles of T[:, i].mean(2)[c, arange] - T2[:, i].mean(2)[d, arange] at 0.025 and 0.975 are 0.0225 and 0.2025. If both
    // choices were made only once, before resampling, the quantiles would be 0.0725 and 0.1125.
    [Fact]
    public void Both_procedures_choose_again_in_each_resample()
    {
        var difference = ChosenDifference.Of((s_validation, s_test),
            ([[0.6512, 0.6933, 0.6714, 0.6825, 0.6641, 0.6710, 0.6922, 0.6603],
                [0.6733, 0.6612, 0.6821, 0.6644, 0.6903, 0.6755, 0.6531, 0.6807]],
            [[0.60, 0.66, 0.63, 0.61, 0.65, 0.62, 0.64, 0.60], [0.69, 0.70, 0.66, 0.68, 0.71, 0.67, 0.70, 0.66]]));
        Assert.Equal(0.7175 - 0.62625, difference.Mean, 12);
        Assert.Equal(0.0225, difference.Interval!.Value.Low, 0.004);
        Assert.Equal(0.2025, difference.Interval.Value.High, 0.004);
    }

    // In the same resample both procedures choose the same value, so the difference is constant. With separate resamples, the difference
    // would vary.
    [Fact]
    public void Both_procedures_see_the_same_resample()
    {
        var difference = ChosenDifference.Of((s_validation, s_test),
            (s_validation, [.. s_test.Select(value => (IReadOnlyList<double>)[.. value.Select(one => one - 0.5)])]));
        Assert.Equal(0.5, difference.Mean, 12);
        Assert.Equal(0.5, difference.Interval!.Value.Low, 12);
        Assert.Equal(0.5, difference.Interval.Value.High, 12);
        Assert.Null(ChosenDifference.Of(([[1]], [[2]]), ([[1]], [[3]])).Interval);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_different_ones()
    {
        Assert.Equal(ChosenValue.Of(s_validation, s_test).Shares, ChosenValue.Of(s_validation, s_test).Shares);
        Assert.NotEqual(ChosenValue.Of(s_validation, s_test).Shares, ChosenValue.Of(s_validation, s_test, seed: 1).Shares);
    }

    [Fact]
    public void One_seed_has_a_choice_and_no_interval()
    {
        var chosen = ChosenValue.Of([[0.1], [0.3], [0.3]], [[5], [6], [7]]);
        Assert.Equal((1, 0.3, 6, null, null), (chosen.Index, chosen.Selection, chosen.Outcome, chosen.Shares, chosen.Interval));
    }
}
