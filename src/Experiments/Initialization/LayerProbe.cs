using Experiments.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Initialization;

/// <summary>
/// A layer of a network and a batch, for schemes that look at data. Each measurement is one forward pass as training would make it, but without dropout: normalisation
/// sees the batch's own statistics, and its running ones are put back. No gradient is recorded and no random number drawn.
/// </summary>
public sealed class LayerProbe
{
    private readonly Module<Tensor, Tensor> _network;
    private readonly Module<Tensor, Tensor> _layer;
    private readonly Tensor _inputs;

    internal LayerProbe(Module<Tensor, Tensor> network, InitTarget target, Tensor weight, Tensor inputs)
    {
        (_network, _inputs, Target, Weight) = (network, inputs, target, weight);
        _layer = (Module<Tensor, Tensor>)target.Layer.Module;
    }

    /// <summary>The parameter.</summary>
    public InitTarget Target { get; }

    /// <summary>Its values, to be changed in place.</summary>
    public Tensor Weight { get; }

    /// <summary>A number of the layer's outputs on the batch; NaN where the network does not call the layer.</summary>
    public double Measure(Func<Tensor, double> ofOutputs)
    {
        var measured = double.NaN;
        var hook = _layer.register_forward_hook((_, _, output) =>
        {
            // Of a layer that is called several times, the first call counts.
            measured = double.IsNaN(measured) ? ofOutputs(output) : measured;
            return output;
        });
        try
        {
            Pass(_network, _inputs);
        }
        finally
        {
            hook.remove();
        }

        return measured;
    }

    /// <summary>The names of the layers in the order in which a pass reaches them, each once.</summary>
    internal static IReadOnlyList<string> Order(Module<Tensor, Tensor> network, IEnumerable<Layer> layers, Tensor inputs)
    {
        var order = new List<string>();
        var removers = new List<Action>();
        foreach (var layer in layers)
        {
            if (layer.Module is not Module<Tensor, Tensor> module)
                continue;
            removers.Add(module.register_forward_hook((_, _, output) =>
            {
                order.Add(layer.Name);
                return output;
            }).remove);
        }
        try
        {
            Pass(network, inputs);
        }
        finally
        {
            removers.ForEach(remove => remove());
        }

        return [.. order.Distinct()];
    }

    private static void Pass(Module<Tensor, Tensor> network, Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var gradientsOff = no_grad();
        var buffers = network.named_buffers(recurse: true).Select(named => (Buffer: named.Item2, Before: named.Item2.clone())).ToList();
        var modes = network.named_modules().Select(named => named.Item2).Prepend(network).Select(module => (Module: module, WasTraining: module.training)).ToList();
        network.train();
        foreach (var (module, _) in modes.Where(mode => mode.Module.GetName().Contains("Dropout", StringComparison.Ordinal)))
            module.eval();
        network.call(inputs);
        // Outer modules come before inner ones, so that what a module hands down to its parts is overwritten by their own.
        foreach (var (module, wasTraining) in modes)
            module.train(wasTraining);
        foreach (var (buffer, before) in buffers)
            buffer.copy_(before);
    }
}
