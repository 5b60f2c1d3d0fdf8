using Experiments.Data;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Signal.Judge;

/// <summary>Judges the first loss. A network whose layers preserve the signal may still start far from its targets.</summary>
public static class LossRules
{
    // Schemes that preserve the signal give outputs with second moment 1 or 2. The first loss is then two to three times the loss of a
    // constant prediction. With few examples or heavy tails the first loss is larger, but not ten times the loss of a constant prediction.
    private const double FarAbove = 10;

    // A target whose standard deviation is ten times the size of the outputs makes the gradients ten times as large as a standardised
    // target does.
    private const double FarWider = 10;

    // Standardised inputs have second moment 1.
    private const double LargeInput = 100;

    /// <summary>Returns the verdict on the first loss; null if nothing is wrong.</summary>
    public static Verdict? Of(FirstLoss first, LossOptions loss, DataDescription data)
    {
        var isRegression = data.Task == TaskKind.Regression;
        var isFar = !double.IsFinite(first.Loss) || (first.Constant > 0 && first.Loss > FarAbove * first.Constant);
        var isWide = isRegression && first.TargetStd > FarWider * Math.Max(1, first.OutputSize);
        return isFar || isWide
            ? new Verdict(VerdictKind.Misscaled, null, isRegression ? Regression(first, loss, data) : Classification(first, loss, data), "")
            : null;
    }

    /// <summary>Adds the verdict on the first loss to the verdicts on a network. A verdict on the first loss replaces the verdict
    /// 'healthy'.</summary>
    /// <param name="firstLoss">Verdict on the first loss; null if nothing is wrong.</param>
    public static IReadOnlyList<Verdict> Join(IReadOnlyList<Verdict> network, Verdict? firstLoss) => firstLoss is null
        ? network
        : [.. network.Where(verdict => verdict.Kind != VerdictKind.Healthy), firstLoss];

    private static string Regression(FirstLoss first, LossOptions loss, DataDescription data) => string.Create(
        CultureInfo.InvariantCulture,
        $"the first loss, on {first.Examples} examples, is {VerdictRules.Short(first.Loss)} ({VerdictRules.Short(first.Constant)} for "
            + $"predicting the target's mean). The {Target(data)} has the mean {first.TargetMean:G6} and the standard deviation "
            + $"{first.TargetStd:G6}, but the outputs have the size {VerdictRules.Short(first.OutputSize)}: "
            + $"{(IsOfOutputs(first, data) ? OfOutputs(first) : OfTarget(loss, data))}.");

    private static string Classification(FirstLoss first, LossOptions loss, DataDescription data) => string.Create(
        CultureInfo.InvariantCulture,
        $"the first loss, on {first.Examples} examples, is {VerdictRules.Short(first.Loss)} ({VerdictRules.Short(first.Constant)} for "
            + $"equal probabilities of all {data.Outputs} classes{(loss is CrossEntropyLoss ? $", ln {data.Outputs}" : "")}). The logits "
            + $"are too large, with the size {VerdictRules.Short(first.OutputSize)}: {OfOutputs(first)}.");

    private static string Target(DataDescription data) =>
        (data.TargetScale is null ? "" : "standardised ") + (data.LogTarget ? "logarithm of the target" : "target");

    // Whether the loss is far off because of the size of the outputs; otherwise the cause is the target's scale.
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
