using Experiments.Data;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Signal.Judge;

/// <summary>Judges the first loss: a network whose layers keep the signal may still begin far from its targets.</summary>
public static class LossRules
{
    // Schemes that keep a signal's size give outputs of second moment 1 or 2, which makes the first loss two to three times that of a
    // constant. Ten times is beyond what a few examples or a heavy tail do to that.
    private const double FarAbove = 10;

    // A target whose deviation is ten times the outputs' size makes gradients ten times as large as on a standardised one.
    private const double FarWider = 10;

    // Standardised inputs have the second moment 1.
    private const double LargeInput = 100;

    /// <summary>The verdict on the first loss; null if nothing is wrong with it.</summary>
    public static Verdict? Of(FirstLoss first, LossOptions loss, DataDescription data)
    {
        var isRegression = data.Task == TaskKind.Regression;
        var isFar = !double.IsFinite(first.Loss) || (first.Constant > 0 && first.Loss > FarAbove * first.Constant);
        var isWide = isRegression && first.TargetStd > FarWider * Math.Max(1, first.OutputSize);
        return isFar || isWide
            ? new Verdict(VerdictKind.Misscaled, null, isRegression ? Regression(first, loss, data) : Classification(first, loss, data), "")
            : null;
    }

    /// <summary>The verdicts on a network together with that on its first loss: a network with a finding is not healthy.</summary>
    /// <param name="firstLoss">Null if nothing is wrong with it.</param>
    public static IReadOnlyList<Verdict> Join(IReadOnlyList<Verdict> network, Verdict? firstLoss) => firstLoss is null
        ? network
        : [.. network.Where(verdict => verdict.Kind != VerdictKind.Healthy), firstLoss];

    private static string Regression(FirstLoss first, LossOptions loss, DataDescription data) => string.Create(
        CultureInfo.InvariantCulture,
        $"the first loss of {first.Examples} examples is {VerdictRules.Short(first.Loss)} ({VerdictRules.Short(first.Constant)} for "
            + $"predicting the target's mean), because the {Target(data)} has the mean {first.TargetMean:G6} and the standard deviation "
            + $"{first.TargetStd:G6}, and the outputs have the size {VerdictRules.Short(first.OutputSize)}: "
            + $"{(IsOfOutputs(first, data) ? OfOutputs(first) : OfTarget(loss, data))}.");

    private static string Classification(FirstLoss first, LossOptions loss, DataDescription data) => string.Create(
        CultureInfo.InvariantCulture,
        $"the first loss of {first.Examples} examples is {VerdictRules.Short(first.Loss)} ({VerdictRules.Short(first.Constant)} for giving "
            + $"all {data.Outputs} classes the same probability{(loss is CrossEntropyLoss ? $", ln {data.Outputs}" : "")}), because the "
            + $"logits have the size {VerdictRules.Short(first.OutputSize)}: {OfOutputs(first)}.");

    private static string Target(DataDescription data) =>
        (data.TargetScale is null ? "" : "standardised ") + (data.LogTarget ? "logarithm of the target" : "target");

    // Whether the outputs are too large, and not the target's scale another one.
    private static bool IsOfOutputs(FirstLoss first, DataDescription data)
    {
        var targetSize = Math.Sqrt((first.TargetMean * first.TargetMean) + (first.TargetStd * first.TargetStd));
        return data.TargetScale is not null || !(first.OutputSize <= Math.Max(FarWider, targetSize));
    }

    private static string OfOutputs(FirstLoss first) => first.InputSecondMoment > LargeInput
        ? $"standardise the inputs, whose second moment is {VerdictRules.Short(first.InputSecondMoment)}"
        : "draw smaller initial weights and biases";

    private static string OfTarget(LossOptions loss, DataDescription data) =>
        !data.CanStandardizeTarget ? "standardise the target"
        : loss is RmseLogLoss ? "use the loss mse, and set data.log_target and data.standardize_target to true"
        : "set data.standardize_target to true";
}
