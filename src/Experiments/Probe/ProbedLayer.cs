using Experiments.Initialization;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>A linear or convolution layer, with its measurements and predictions for each seed.</summary>
/// <param name="BiasStd">Standard deviation of the bias; 0 without a bias, null if unknown in advance.</param>
/// <param name="Measured">One measurement per seed, in the order of the seeds.</param>
/// <param name="Forecasts">One forecast per seed. The forecasts differ only if a prediction restarts from a measurement.</param>
public sealed record ProbedLayer(ParameterPlan Weight, double? BiasStd, IReadOnlyList<LayerSignal> Measured,
    IReadOnlyList<LayerForecast> Forecasts)
{
    /// <summary>Mean of the bias; 0 without a bias or if the mean is unknown.</summary>
    public double BiasMean { get; init; }

    /// <summary>Predicted variance of the pre-activation for each seed; null if nothing can be predicted.</summary>
    public IReadOnlyList<Predicted>? Forward => Predicted(forecast => forecast.PreActivation?.Variance);

    /// <summary>Predicted variance of the gradient with respect to the pre-activation for each seed, in the measured unit; null if nothing
    /// can be predicted.</summary>
    public IReadOnlyList<Predicted>? Backward => Predicted(forecast => forecast.Gradient);

    /// <summary>Reason why the forward prediction restarts at this layer or is missing; null if the prediction follows from the previous
    /// layer.</summary>
    public string? ForwardNote => Forecasts[0].ForwardNote;

    /// <summary>Reason why the backward prediction restarts at this layer or is missing; null if the prediction follows from the next
    /// layer.</summary>
    public string? BackwardNote => Forecasts[0].BackwardNote;

    /// <summary>Predicted mean correlation of the responses to two examples, as a mean over the seeds; null if nothing can be
    /// predicted.</summary>
    public double? PredictedCorrelation => Expected(forecast => forecast.InputCorrelation);

    /// <summary>Returns the mean of a predicted number over the seeds; null if the prediction is missing for a seed.</summary>
    public double? Expected(Func<LayerForecast, double?> number) =>
        Forecasts.Select(number).ToList() is var numbers && numbers.Contains(null) ? null : numbers.Average();

    public string Name => Weight.Layer.Name;

    /// <summary>Index among the linear and convolution layers, from 0.</summary>
    public int Depth => Weight.Layer.Depth!.Value;

    /// <summary>Returns the mean of a measured number over the seeds; null if the number is missing for a seed.</summary>
    public Estimate? Of(Func<LayerSignal, double?> number)
    {
        var values = Measured.Select(number).OfType<double>().ToList();
        return values.Count == Measured.Count ? Estimate.Of(values) : null;
    }

    /// <summary>Returns one predicted number for each seed, or null if any seed has no prediction.</summary>
    public IReadOnlyList<Predicted>? Predicted(Func<LayerForecast, Predicted?> number)
    {
        var all = Forecasts.Select(number).OfType<Predicted>().ToList();
        return all.Count == Forecasts.Count ? all : null;
    }

    /// <summary>Counts the seeds whose measured number is in the predicted band; null if nothing is predicted.</summary>
    public int? Inside(IReadOnlyList<Predicted>? predictions, Func<LayerSignal, double?> number) =>
        predictions?.Zip(Measured).Count(pair => number(pair.Second) is { } measured && pair.First.Contains(measured));

    public int? InsideForward => Inside(Forward, signal => signal.PreActivation.Variance);

    public int? InsideBackward => Inside(Backward, signal => signal.PreActivationGradient.Variance);

    /// <summary>Returns the mean of the predictions of all seeds. The predictions differ only if a prediction restarts from a
    /// measurement.</summary>
    public static Predicted? Mean(IReadOnlyList<Predicted>? predictions) => predictions is null ? null : new Predicted(
        predictions.Average(one => one.Value), predictions.Average(one => one.Deviation), predictions.Average(one => one.Low),
        predictions.Average(one => one.High));
}
