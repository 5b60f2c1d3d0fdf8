using Experiments.Initialization;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Combines theory and measurement. The network's input and the points at which predictions restart are measured; all other
/// numbers follow from the plan.</summary>
internal static class ForecastBuilder
{
    /// <summary>Returns the forecast of each measured layer.</summary>
    /// <param name="network">The network. Only its structure is read, not its weights.</param>
    /// <param name="signals">The measurements, with <see cref="ProbeDetail.Statistics"/>.</param>
    public static IReadOnlyList<LayerForecast> Of(Module network, InitPlan plan, Tensor input, IReadOnlyList<LayerSignal> signals)
    {
        var path = NetworkPath.Of(network, plan, (int)input.shape[0]);
        var restarts = RequiredMeasurements.Of(path);
        var predictions = SignalTheory.Predict(path, Statistics(path, input, signals), Measured(restarts.Inputs, signal => signal.Input),
            Measured(restarts.Gradients, signal => signal.Gradient));
        return [.. signals.Select(signal => Forecast(predictions.FirstOrDefault(prediction => prediction.Layer == signal.Layer)))];

        Dictionary<string, SignalStatistics> Measured(IEnumerable<string> layers, Func<LayerSignal, SignalStatistics?> statistics) =>
            signals.Where(signal => layers.Contains(signal.Layer)).ToDictionary(signal => signal.Layer, signal => statistics(signal)!);
    }

    // Some networks flatten the input outside their modules, before the first layer. For such a network, the statistics are those of the
    // first layer's input.
    private static SignalStatistics Statistics(NetworkPath path, Tensor input, IReadOnlyList<LayerSignal> signals) =>
        path.Stages is [WeightedStage, ..] && signals[0].Input is { } first ? first : SignalStatistics.Of(input);

    private static LayerForecast Forecast(LayerPrediction? prediction) =>
        prediction is null
            ? new LayerForecast(null, null, null, "is unknown, because theory does not cover this layer", null)
            : new LayerForecast(prediction.PreActivation, prediction.Activation, prediction.Gradient, prediction.ForwardNote,
                prediction.BackwardNote) { InputCorrelation = prediction.InputCorrelation };
}
