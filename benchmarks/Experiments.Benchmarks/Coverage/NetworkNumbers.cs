using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using static TorchSharp.torch;

namespace Experiments.Benchmarks.Coverage;

/// <summary>Predicts the numbers of a network, and measures them with several seeds.</summary>
internal static class NetworkNumbers
{
    public const string Gradient = "gradient";

    public static List<Number> Of(RandomNetwork network, int seeds)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = network.Examples();
        var shape = new ModelShape([.. network.Batch.Skip(1)], RandomNetwork.Outputs);
        PredictionRun? shared = null;
        var all = Enumerable.Range(0, seeds)
            .Select(seed => OfSeed(network, shape, inputs, targets, unchecked(network.Stream + seed), ref shared)).ToList();
        return [.. all[0].Select((one, index) =>
            new Number(one.Layer, one.Quantity, [.. all.Select(seed => seed[index].Predicted)],
                [.. all.Select(seed => seed[index].Measured)], [.. all.Select(seed => seed[index].Scale)]))
            .Where(number => number.Measured.All(IsRepresented) && !IsNothing(number))];
    }

    // Whether a number is always 0 and predicted as 0, for example with weights of 0. Such a number proves nothing and is left out.
    private static bool IsNothing(Number number) =>
        number.Measured.All(value => value == 0) && number.Predicted.All(one => one is { Value: 0 });

    // Whether a measured value is in the range of float32. Bands do not apply to a signal that has overflowed or underflowed. Only the
    // measured value is checked; a missing or meaningless prediction counts as outside its band.
    private static bool IsRepresented(double value) => double.IsFinite(value) && (value == 0 || Math.Abs(value) is > 1e-30 and < 1e30);

    // The prediction of the signal does not depend on the weights. All seeds therefore use the same prediction, unless the input of an
    // inner layer must be measured.
    private static List<Row> OfSeed(RandomNetwork network,
        ModelShape shape, Tensor inputs, Tensor targets, long seed, ref PredictionRun? shared)
    {
        using var scope = NewDisposeScope();
        var (model, plan) = Initializer.Build(network.Model, shape, network.Init, seed);
        using (model)
        {
            using var probe = new SignalProbe(model, new CrossEntropyLoss(), inputs.alias(), targets.alias(), seed);
            var signals = probe.Measure(new ProbeDetail(Statistics: true));
            var path = NetworkPath.Of(model, plan, (int)inputs.shape[0]);
            var required = path.Required;
            var run = shared ?? SignalTheory.Forward(path, SignalStatistics.Of(inputs),
                signals.Where(signal => required.Inputs.Contains(signal.Layer)).ToDictionary(one => one.Layer, one => one.Input!));
            shared = required.Inputs.Count == 0 ? run : null;
            var layers = run.Backward(
                signals.Where(signal => required.Gradients.Contains(signal.Layer)).ToDictionary(one => one.Layer, one => one.Gradient!))
                .ToDictionary(layer => layer.Layer);
            return [.. signals.SelectMany(signal =>
                Pairs(signal, layers[signal.Layer], hasGradient: !required.Gradients.Contains(signal.Layer)))];
        }
    }

    // Returns pairs of measurement and prediction. A gradient from which predictions start has no prediction.
    private static IEnumerable<Row> Pairs(LayerSignal signal, LayerPrediction prediction, bool hasGradient)
    {
        foreach (var (name, predicted, measured) in new[]
            { ("pre", prediction.PreActivation, signal.PreActivation), ("act", prediction.Activation, signal.Activation) })
        {
            if (measured is not { } moments)
                continue;
            var length = Math.Sqrt(predicted?.SecondMoment.Value ?? double.NaN);
            yield return new Row(signal.Layer, $"{name} mean", predicted?.Mean, moments.Mean, length);
            yield return Row.Positive(signal.Layer, $"{name} variance", predicted?.Variance, moments.Variance);
            yield return Row.Positive(signal.Layer, $"{name} second moment", predicted?.SecondMoment, moments.SecondMoment);
        }
        if (hasGradient)
            yield return Row.Positive(signal.Layer, Gradient, prediction.Gradient, signal.PreActivationGradient.SecondMoment);
    }

    private sealed record Row(string Layer, string Quantity, Predicted? Predicted, double Measured, double Scale)
    {
        public static Row Positive(string layer, string quantity, Predicted? predicted, double measured) =>
            new(layer, quantity, predicted, measured, predicted?.Value ?? double.NaN);
    }
}
