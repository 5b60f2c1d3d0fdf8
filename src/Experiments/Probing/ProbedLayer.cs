using Experiments.Diagnostics;
using Experiments.Initialization;
using Experiments.Theory;

namespace Experiments.Probing;

/// <summary>One linear or convolution layer: what was measured for each seed, and what was predicted.</summary>
/// <param name="Weight">The layer and the scheme of its weight.</param>
/// <param name="BiasStd">Standard deviation of its bias; 0 without one, null where it isn't known before.</param>
/// <param name="Measured">For each seed, in their order.</param>
/// <param name="Forward">Predicted variance of the pre-activation for each seed; null where nothing can be predicted.</param>
/// <param name="Backward">Predicted variance of the gradient with respect to it for each seed, in the measured unit; null where nothing can be predicted.</param>
public sealed record ProbedLayer(ParameterPlan Weight, double? BiasStd, IReadOnlyList<LayerSignal> Measured, IReadOnlyList<Predicted>? Forward, IReadOnlyList<Predicted>? Backward)
{
    /// <summary>Why the forward prediction begins anew here, or why there is none; null where it follows from the layer before.</summary>
    public string? ForwardNote { get; init; }

    /// <summary>Why the backward prediction begins anew here, or why there is none; null where it follows from the layer behind.</summary>
    public string? BackwardNote { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Weight.Layer.Name;

    /// <summary>Its number among the linear and convolution layers, 0 the first.</summary>
    public int Depth => Weight.Layer.Depth!.Value;

    /// <summary>A measured number over the seeds; null where a seed has none.</summary>
    public Estimate? Of(Func<LayerSignal, double?> number)
    {
        var values = Measured.Select(number).OfType<double>().ToList();
        return values.Count == Measured.Count ? Estimate.Of(values) : null;
    }

    /// <summary>How many seeds' measured forward variances lie in their bands; null where nothing is predicted.</summary>
    public int? InsideForward => Inside(Forward, signal => signal.PreActivation.Variance);

    /// <summary>How many seeds' measured gradient variances lie in their bands; null where nothing is predicted.</summary>
    public int? InsideBackward => Inside(Backward, signal => signal.PreActivationGradient.Variance);

    /// <summary>Predictions of several seeds as one: they differ only where a prediction begins anew from what is measured.</summary>
    public static Predicted? Mean(IReadOnlyList<Predicted>? predictions) => predictions is null ? null : new Predicted(
        predictions.Average(one => one.Value), predictions.Average(one => one.Deviation), predictions.Average(one => one.Low), predictions.Average(one => one.High));

    private int? Inside(IReadOnlyList<Predicted>? predictions, Func<LayerSignal, double> number) =>
        predictions?.Zip(Measured).Count(pair => pair.First.Contains(number(pair.Second)));
}
