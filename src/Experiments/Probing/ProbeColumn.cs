using Experiments.Diagnostics;

namespace Experiments.Probing;

/// <summary>A number that is measured in each layer, as a column of tables.</summary>
/// <param name="Name">Its name, as in <c>signal.jsonl</c>.</param>
/// <param name="Number">The number of one layer for one seed; null where it has none.</param>
public sealed record ProbeColumn(string Name, Func<LayerSignal, double?> Number)
{
    /// <summary>Every number, in the order of <c>signal.jsonl</c>.</summary>
    public static IReadOnlyList<ProbeColumn> All { get; } =
    [
        new("pre_activation_mean", signal => signal.PreActivation.Mean),
        new("pre_activation_var", signal => signal.PreActivation.Variance),
        new("pre_activation_second_moment", signal => signal.PreActivation.SecondMoment),
        new("activation_mean", signal => signal.Activation?.Mean),
        new("activation_var", signal => signal.Activation?.Variance),
        new("activation_second_moment", signal => signal.Activation?.SecondMoment),
        new("dead_share", signal => signal.DeadShare),
        new("saturated_share", signal => signal.SaturatedShare),
        new("symmetry", signal => signal.Symmetry),
        new("pre_activation_grad_var", signal => signal.PreActivationGradient.Variance),
        new("weight_mean", signal => signal.Weight.Mean),
        new("weight_std", signal => Math.Sqrt(signal.Weight.Variance)),
        new("weight_norm", signal => signal.WeightNorm),
        new("weight_grad_norm", signal => signal.WeightGradientNorm),
        new("weight_singular_value", signal => signal.LargestSingularValue),
    ];
}
