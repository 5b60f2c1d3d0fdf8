using Experiments.Models;
using Experiments.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Diagnostics;

/// <summary>
/// Measures the signal in every linear and convolution layer by one forward and one backward pass over a fixed batch, and leaves the model as
/// it was: normalisation sees the batch's own statistics and its running ones are put back; dropout is off; no random number is drawn.
/// The gradients that it leaves behind are cleared by the next update.
/// </summary>
public sealed class SignalProbe
{
    private readonly Module<Tensor, Tensor> _model;
    private readonly LossOptions _loss;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly IReadOnlyList<Layer> _layers;

    /// <summary>Prepares measurements; the model is on its device, and the batch stays the caller's.</summary>
    public SignalProbe(Module<Tensor, Tensor> model, LossOptions loss, Tensor inputs, Tensor targets)
    {
        _model = model;
        _loss = loss;
        _inputs = inputs;
        _targets = targets;
        _layers = [.. Layers.Of(model).Where(layer => layer.IsWeighted)];
    }

    /// <summary>Measures every layer, in the order of the forward pass as the model registers it.</summary>
    public IReadOnlyList<LayerSignal> Measure()
    {
        using var scope = NewDisposeScope();
        var buffers = _model.named_buffers(recurse: true).Select(named => (Buffer: named.Item2, Before: named.Item2.clone())).ToList();
        SwitchOffDropout();
        ClearGradients();
        using var recording = new Recording(_model, _layers);
        _loss.OfBatch(_model.call(_inputs), _targets).backward();
        var signals = _layers.Select(layer => Signal(layer, recording.Of(layer))).ToList();
        _model.train();
        ClearGradients();
        using var noGradients = no_grad();
        foreach (var (buffer, before) in buffers)
            buffer.copy_(before);
        return signals;
    }

    private void SwitchOffDropout()
    {
        _model.train();
        foreach (var (_, module) in _model.named_modules())
        {
            if (module.GetName().Contains("Dropout", StringComparison.Ordinal))
                module.eval();
        }
    }

    private void ClearGradients()
    {
        using var noGradients = no_grad();
        foreach (var parameter in _model.parameters(recurse: true))
            parameter.grad?.zero_();
    }

    private static LayerSignal Signal(Layer layer, RecordedLayer recorded)
    {
        var weight = layer.Parameters.First(parameter => parameter.Name == "weight").Value;
        return new LayerSignal(
            layer.Name, layer.Depth!.Value, layer.KindName, recorded.PreActivation, recorded.Activation,
            Moments.Of(recorded.Retained.grad!), Moments.Of(weight), Norm(weight), Norm(weight.grad!));
    }

    private static double Norm(Tensor values) => values.detach().to(ScalarType.Float64).norm(2.0f).item<double>();
}
