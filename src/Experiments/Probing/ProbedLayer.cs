using Experiments.Diagnostics;
using Experiments.Initialization;
using Experiments.Theory;

namespace Experiments.Probing;

/// <summary>One linear or convolution layer: what was measured for each seed, and what was predicted.</summary>
/// <param name="Weight">The layer and the scheme of its weight.</param>
/// <param name="BiasStd">Standard deviation of its bias; 0 without one, null where it isn't known before.</param>
/// <param name="Measured">For each seed, in their order.</param>
/// <param name="Forecasts">What is predicted for each seed: they differ only where a prediction begins anew from what is measured.</param>
public sealed record ProbedLayer(ParameterPlan Weight, double? BiasStd, IReadOnlyList<LayerSignal> Measured, IReadOnlyList<LayerForecast> Forecasts)
{
    /// <summary>Mean of its bias; 0 without one, and where it isn't known.</summary>
    public double BiasMean { get; init; }

    /// <summary>Predicted variance of the pre-activation for each seed; null where nothing can be predicted.</summary>
    public IReadOnlyList<Predicted>? Forward => Predicted(forecast => forecast.PreActivation?.Variance);

    /// <summary>Predicted variance of the gradient with respect to it for each seed, in the measured unit; null where nothing can be predicted.</summary>
    public IReadOnlyList<Predicted>? Backward => Predicted(forecast => forecast.Gradient);

    /// <summary>Why the forward prediction begins anew here, or why there is none; null where it follows from the layer before.</summary>
    public string? ForwardNote => Forecasts[0].ForwardNote;

    /// <summary>Why the backward prediction begins anew here, or why there is none; null where it follows from the layer behind.</summary>
    public string? BackwardNote => Forecasts[0].BackwardNote;

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

    /// <summary>A predicted number for each seed; null where a seed has none.</summary>
    public IReadOnlyList<Predicted>? Predicted(Func<LayerForecast, Predicted?> number)
    {
        var all = Forecasts.Select(number).OfType<Predicted>().ToList();
        return all.Count == Forecasts.Count ? all : null;
    }

    /// <summary>How many seeds' measured numbers lie in their bands; null where nothing is predicted.</summary>
    public int? Inside(IReadOnlyList<Predicted>? predictions, Func<LayerSignal, double?> number) =>
        predictions?.Zip(Measured).Count(pair => number(pair.Second) is { } measured && pair.First.Contains(measured));

    /// <summary>How many seeds' measured forward variances lie in their bands; null where nothing is predicted.</summary>
    public int? InsideForward => Inside(Forward, signal => signal.PreActivation.Variance);

    /// <summary>How many seeds' measured gradient variances lie in their bands; null where nothing is predicted.</summary>
    public int? InsideBackward => Inside(Backward, signal => signal.PreActivationGradient.Variance);

    /// <summary>Predictions of several seeds as one: they differ only where a prediction begins anew from what is measured.</summary>
    public static Predicted? Mean(IReadOnlyList<Predicted>? predictions) => predictions is null ? null : new Predicted(
        predictions.Average(one => one.Value), predictions.Average(one => one.Deviation), predictions.Average(one => one.Low), predictions.Average(one => one.High));
}
