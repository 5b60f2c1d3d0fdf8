using Experiments.Models;
using Experiments.Signal.Predict;
using Experiments.Training;
using TorchSharp.Modules;

namespace Experiments.Signal.Measure;

/// <summary>
/// Measures the signal in every linear and convolution layer by one forward and one backward pass over a fixed batch in training mode.
/// Normalisation uses the statistics of the batch, and the running statistics are restored. Dropout is on and uses the same masks
/// (<see cref="SignalStream"/>) in every measurement. The probe seeds the global generators. This seeding does not change the training,
/// because each update that uses the generators seeds them first. The model stays in training mode, with gradients of 0.
/// </summary>
public sealed class SignalProbe : IDisposable
{
    private readonly Module<Tensor, Tensor> _model;
    private readonly LossOptions _loss;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly long _seed;
    private readonly IReadOnlyList<Layer> _layers;
    private Dictionary<string, Tensor> _before = [];

    /// <summary>Creates a probe. The probe takes ownership of the batch but not of the model. The master seed determines the dropout masks.
    /// </summary>
    public SignalProbe(Module<Tensor, Tensor> model, LossOptions loss, Tensor inputs, Tensor targets, long seed = 0)
    {
        _model = model;
        _loss = loss;
        _inputs = inputs;
        _targets = targets;
        _seed = SignalStream.Seed(seed);
        _layers = [.. Layers.Of(model).Where(layer => layer.IsWeighted)];
    }

    /// <summary>Copies the weights, so that the next measurement can report how much the next update changed them.</summary>
    public void RememberWeights()
    {
        using var noGradients = no_grad();
        ForgetWeights();
        _before = _layers.ToDictionary(layer => layer.Name, layer => Weight(layer).detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Measures every layer that the forward pass calls, in the order of registration in the model.</summary>
    public IReadOnlyList<LayerSignal> Measure() => Measure(ProbeDetail.None);

    public IReadOnlyList<LayerSignal> Measure(ProbeDetail detail)
    {
        using var scope = NewDisposeScope();
        using var buffers = new KeptBuffers(_model);
        try
        {
            return MeasureInTraining(detail);
        }
        finally
        {
            // A measurement must not change the results of the run, even if the measurement fails.
            ClearGradients();
            ForgetWeights();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetWeights();
        _inputs.Dispose();
        _targets.Dispose();
    }

    private List<LayerSignal> MeasureInTraining(ProbeDetail detail)
    {
        _model.train();
        ClearGradients();
        Devices.Seed(_inputs.device, _seed);
        using var recording = new Recording(_model, _layers);
        _loss.OfBatch(_model.call(_inputs), _targets).backward();
        var signals = new List<LayerSignal>();
        foreach (var layer in _layers)
        {
            if (recording.Of(layer) is { } recorded)
                signals.Add(Signal(layer, recorded, detail));
        }

        return signals;
    }

    private void ClearGradients()
    {
        using var noGradients = no_grad();
        foreach (var parameter in _model.parameters(recurse: true))
            parameter.grad?.zero_();
    }

    private void ForgetWeights()
    {
        foreach (var weight in _before.Values)
            weight.Dispose();
        _before = [];
    }

    private LayerSignal Signal(Layer layer, RecordedLayer recorded, ProbeDetail detail)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var weight = Weight(layer);
        var moments = Moments.Of(weight);
        var gradient = recorded.PreActivation.grad ?? zeros_like(recorded.PreActivation);
        var seen = Moments.Of(recorded.PreActivation);
        return new LayerSignal(
            layer.Name, layer.Depth!.Value, layer.KindName,
            seen, recorded.Activation is { } activation ? Moments.Of(activation) : null,
            Moments.Of(gradient), moments, Math.Sqrt(moments.SecondMoment * weight.numel()), weight.grad is { } slope ? Norm(slope) : 0)
        {
            Places = recorded.PreActivation.numel() / (recorded.PreActivation.shape[0] * recorded.PreActivation.shape[1]),
            DeadShare = recorded.Activation is { } output ? DeadShareOf(output) : null,
            // Comparisons with NaN are false, so NaN would never count as saturated.
            SaturatedShare = recorded.Function is { } function
                ? double.IsNaN(seen.Mean) ? double.NaN : Saturation.Share(function, recorded.PreActivation)
                : null,
            Symmetry = Experiments.Signal.Measure.Symmetry.IndexGiven(recorded.PreActivation, seen.SecondMoment),
            InputCorrelation = detail.Correlations ? Experiments.Signal.Measure.InputCorrelation.Of(recorded.PreActivation) : null,
            UpdateRatio = UpdateRatio(layer, weight),
            LargestSingularValue = detail.SingularValues ? SingularValue.Largest(weight) : null,
            Input = detail.Statistics ? SignalStatistics.Of(recorded.Input) : null,
            Gradient = detail.Statistics ? SignalStatistics.OfGradient(gradient, recorded.PreActivation) : null,
            Histograms = detail.HistogramBins is { } bins ? HistogramsOf(recorded, gradient, weight, bins, detail.Magnitudes) : null,
        };
    }

    private double? UpdateRatio(Layer layer, Parameter weight) =>
        _before.GetValueOrDefault(layer.Name) is { } before && Norm(before) is not 0 and var norm
            ? Math.Sqrt(InFloat64.SumOfSquaredDifferences(weight, before)) / norm
            : null;

    private static double DeadShareOf(Tensor activation)
    {
        // Shape [examples, units, positions]: a unit is dead if it is 0 for every example at every position.
        var units = activation.detach().reshape(activation.shape[0], activation.shape[1], -1);
        var (least, most) = (units.amin(new long[] { 0, 2 }), units.amax(new long[] { 0, 2 }));
        return most.isnan().any().item<bool>()
            ? double.NaN
            : least.eq(0).logical_and(most.eq(0)).to(ScalarType.Float64).mean().item<double>();
    }

    private static LayerHistograms HistogramsOf(RecordedLayer recorded, Tensor gradient, Parameter weight, int bins,
        bool withMagnitudes) => new(
        Histogram.Of(recorded.PreActivation, bins),
        recorded.Activation is { } activation ? Histogram.Of(activation, bins) : null,
        Histogram.Of(gradient, bins),
        Histogram.Of(weight, bins),
        weight.grad is { } slope ? Histogram.Of(slope, bins) : null)
    {
        ActivationMagnitude = withMagnitudes ? Histogram.OfMagnitudes(recorded.Activation ?? recorded.PreActivation, bins) : null,
        GradientMagnitude = withMagnitudes ? Histogram.OfMagnitudes(gradient, bins) : null,
    };

    private static Parameter Weight(Layer layer) => layer.Parameters.First(parameter => parameter.Name == "weight").Value;

    private static double Norm(Tensor values) => Math.Sqrt(InFloat64.SumOfSquares(values));
}
