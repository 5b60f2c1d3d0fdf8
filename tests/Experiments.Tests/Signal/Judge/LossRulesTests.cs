namespace Experiments.Tests.Signal.Judge;

public sealed class LossRulesTests
{
    private static readonly DataDescription Table = new(TaskKind.Regression, [3], 1, [], []) { CanStandardizeTarget = true };

    private static readonly DataDescription Digits = new(TaskKind.Classification, [64], 10, [.. "0123456789".Select(c => $"{c}")], []);

    // House prices in dollars. The loss of outputs near 0 is 179,465² + 78,103² = 3.83e10, and the loss of predicting the mean is 78,103² =
    // 6.1e9.
    private static readonly FirstLoss Prices = new(16, 3.83e10, 6.1e9, 0.3, 1, 179_465, 78_103.3);

    [Fact]
    public void Prices_in_dollars_are_misscaled_and_the_finding_names_their_scale_and_the_key()
    {
        var verdict = LossRules.Of(Prices, new MseLoss(), Table)!;

        Assert.Equal("misscaled: the first loss, on 16 examples, is 3.83e+10 (6.1e+9 for predicting the target's mean). The target "
            + "has the mean 179465 and the standard deviation 78103.3, but the outputs have the size 0.3: set data.standardize_target to "
            + "true.", verdict.ToString());
    }

    // With Kaiming weights and a standardised target, the outputs have variance 2.
    [Theory]
    [InlineData(3, 1, 1.4, 0, 1)]
    [InlineData(10, 1, 3, 0, 1)]
    [InlineData(0.17, 0.166, 12, 12.02, 0.408)]
    [InlineData(81, 81, 1, 0, 9)]
    [InlineData(25, 0, 1, 5, 0)]
    public void A_loss_near_that_of_a_constant_gets_no_verdict(double loss, double constant, double size, double mean, double std) =>
        Assert.Null(LossRules.Of(new FirstLoss(16, loss, constant, size, 1, mean, std), new MseLoss(), Table));

    // The cases are: the logarithm of prices with outputs near 0; a wide target with mean 0; a tiny target; a target for which the loss
    // overflows.
    [Theory]
    [InlineData(145, 0.166, 1, 12.02, 0.408)]
    [InlineData(1e4, 1e4, 1, 0, 100)]
    [InlineData(1, 1e-6, 1, 0, 1e-3)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 1, 0, 1e25)]
    [InlineData(double.NaN, 1, 1, 0, 1)]
    public void A_target_of_another_scale_than_the_outputs_is_misscaled(double loss, double constant, double size, double mean, double std)
    {
        var verdict = LossRules.Of(new FirstLoss(16, loss, constant, size, 1, mean, std), new MseLoss(), Table)!;

        Assert.Equal(VerdictKind.Misscaled, verdict.Kind);
        Assert.EndsWith(": set data.standardize_target to true.", verdict.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_depends_on_the_data_and_the_loss()
    {
        Assert.EndsWith(": standardise the target.", Finding(Prices, new MseLoss(), Table with { CanStandardizeTarget = false }),
            StringComparison.Ordinal);
        Assert.EndsWith(": use the loss mse, and set data.log_target and data.standardize_target to true.",
            Finding(Prices with { Loss = 13, Constant = 0.4 }, new RmseLogLoss(), Table), StringComparison.Ordinal);
        var standardised = Table with { CanStandardizeTarget = false, TargetScale = new TargetScale(5, 2) };
        var large = new FirstLoss(16, 2500, 1, 50, 1, 0, 1);
        Assert.EndsWith("The standardised target has the mean 0 and the standard deviation 1, but the outputs have the size 50: "
            + "draw smaller initial weights and biases.", Finding(large, new MseLoss(), standardised), StringComparison.Ordinal);
        Assert.EndsWith(": standardise the inputs, whose second moment is 2500.",
            Finding(large with { InputSecondMoment = 2500 }, new MseLoss(), standardised), StringComparison.Ordinal);
        Assert.EndsWith(": draw smaller initial weights and biases.", Finding(large, new MseLoss(), Table), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, null)]
    [InlineData(23.1, "misscaled: the first loss, on 16 examples, is 23.1 (2.3 for equal probabilities of all 10 classes, ln 10). "
        + "The logits are too large, with the size 31: draw smaller initial weights and biases.")]
    public void Logits_are_too_large_if_the_loss_is_ten_times_that_of_equal_probabilities(double loss, string? expected) =>
        Assert.Equal(expected, LossRules.Of(new FirstLoss(16, loss, Math.Log(10), 31, 1), new CrossEntropyLoss(), Digits)?.ToString());

    [Fact]
    public void A_network_with_a_finding_about_its_loss_is_not_healthy()
    {
        var healthy = new Verdict(VerdictKind.Healthy, null, "fine.", "");
        var dying = new Verdict(VerdictKind.Dying, "features.0", "dead.", "");
        var loss = new Verdict(VerdictKind.Misscaled, null, "far.", "");

        Assert.Equal([loss], LossRules.Join([healthy], loss));
        Assert.Equal([dying, loss], LossRules.Join([dying], loss));
        Assert.Equal([healthy], LossRules.Join([healthy], null));
    }

    private static string Finding(FirstLoss first, LossOptions loss, DataDescription data) => LossRules.Of(first, loss, data)!.Finding;
}
