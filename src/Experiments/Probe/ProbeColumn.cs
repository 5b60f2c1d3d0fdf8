using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>A quantity measured in each layer, as a column of tables.</summary>
/// <param name="Name">Name of the quantity, as in <c>signal.jsonl</c>.</param>
/// <param name="Number">Value for one layer and one seed; null if the layer has no value.</param>
/// <param name="Predicted">Returns the prediction with a band; null if theory gives none.</param>
public sealed record ProbeColumn(string Name, Func<LayerSignal, double?> Number, Func<LayerForecast, Predicted?>? Predicted = null)
{
    /// <summary>Prediction without a band; null if theory gives none, or gives one with a band.</summary>
    public Func<LayerForecast, double?>? Expected { get; init; }

    /// <summary>All quantities, in the order of <c>signal.jsonl</c>.</summary>
    public static IReadOnlyList<ProbeColumn> All { get; } =
    [
        new("pre_activation_mean", signal => signal.PreActivation.Mean, forecast => forecast.PreActivation?.Mean),
        new("pre_activation_var", signal => signal.PreActivation.Variance, forecast => forecast.PreActivation?.Variance),
        new("pre_activation_second_moment", signal => signal.PreActivation.SecondMoment, forecast => forecast.PreActivation?.SecondMoment),
        new("activation_mean", signal => signal.Activation?.Mean, forecast => forecast.Activation?.Mean),
        new("activation_var", signal => signal.Activation?.Variance, forecast => forecast.Activation?.Variance),
        new("activation_second_moment", signal => signal.Activation?.SecondMoment, forecast => forecast.Activation?.SecondMoment),
        new("dead_share", signal => signal.DeadShare),
        new("saturated_share", signal => signal.SaturatedShare),
        new("symmetry", signal => signal.Symmetry),
        new("input_correlation", signal => signal.InputCorrelation) { Expected = forecast => forecast.InputCorrelation },
        new("pre_activation_grad_var", signal => signal.PreActivationGradient.Variance, forecast => forecast.Gradient),
        new("weight_mean", signal => signal.Weight.Mean),
        new("weight_std", signal => Math.Sqrt(signal.Weight.Variance)),
        new("weight_norm", signal => signal.WeightNorm),
        new("weight_grad_norm", signal => signal.WeightGradientNorm),
        new("weight_singular_value", signal => signal.LargestSingularValue),
    ];
}
