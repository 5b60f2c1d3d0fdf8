using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// A layer and its input on a batch, for data-dependent schemes. The input comes from a forward pass in training mode without dropout.
/// Normalisation uses the batch's statistics, and the running statistics are restored afterwards. The pass records no gradients and draws
/// no random numbers.
/// </summary>
public sealed class LayerProbe
{
    private readonly Module<Tensor, Tensor> _layer;
    private readonly Tensor? _inputs;

    private LayerProbe(InitTarget target, Tensor weight, Tensor? inputs)
    {
        (Target, Weight, _inputs) = (target, weight, inputs);
        _layer = (Module<Tensor, Tensor>)target.Layer.Module;
    }

    public InitTarget Target { get; }

    /// <summary>Values of the parameter; change them in place.</summary>
    public Tensor Weight { get; }

    /// <summary>Applies a function to the layer's outputs on the batch with the current weight; NaN if the network does not call the
    /// layer.</summary>
    public double Measure(Func<Tensor, double> ofOutputs)
    {
        if (_inputs is null)
            return double.NaN;
        using var scope = NewDisposeScope();
        return ofOutputs(_layer.forward(_inputs));
    }

    /// <summary>
    /// Visits each layer when a forward pass first reaches the layer. After the visit, the pass continues with the layer's new outputs.
    /// Earlier layers are therefore visited first, and one pass is enough for any depth. Layers that the pass does not reach are visited
    /// last.
    /// </summary>
    internal static void Visit(Module<Tensor, Tensor> network, IEnumerable<(InitTarget Target, Tensor Weight)> weights, Tensor inputs,
        Action<LayerProbe> visit)
    {
        var waiting = weights.ToList();
        WithHooks(network, waiting.Select(weight => weight.Target.Layer), inputs, (layer, input, output) =>
        {
            var reached = waiting.Where(weight => weight.Target.Layer == layer).ToList();
            if (reached.Count == 0)
                return output;
            waiting.RemoveAll(reached.Contains);
            reached.ForEach(weight => visit(new LayerProbe(weight.Target, weight.Weight, input)));
            return ((Module<Tensor, Tensor>)layer.Module).forward(input);
        });
        waiting.ForEach(weight => visit(new LayerProbe(weight.Target, weight.Weight, inputs: null)));
    }

    /// <summary>Returns the distinct names of the layers in the order of the forward pass.</summary>
    internal static IReadOnlyList<string> Order(Module<Tensor, Tensor> network, IEnumerable<Layer> layers, Tensor inputs)
    {
        var order = new List<string>();
        WithHooks(network, layers, inputs, (layer, _, output) =>
        {
            order.Add(layer.Name);
            return output;
        });
        return [.. order.Distinct()];
    }

    private static void WithHooks(Module<Tensor, Tensor> network, IEnumerable<Layer> layers, Tensor inputs,
        Func<Layer, Tensor, Tensor, Tensor> hook)
    {
        var removers = new List<Action>();
        foreach (var layer in layers)
        {
            if (layer.Module is Module<Tensor, Tensor> module)
                removers.Add(module.register_forward_hook((_, input, output) => hook(layer, input, output)).remove);
        }
        try
        {
            Pass(network, inputs);
        }
        finally
        {
            removers.ForEach(remove => remove());
        }
    }

    private static void Pass(Module<Tensor, Tensor> network, Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var gradientsOff = no_grad();
        var buffers = network.named_buffers(recurse: true).Select(named => (Buffer: named.Item2, Before: named.Item2.clone())).ToList();
        var modes = network.named_modules().Select(named => named.Item2).Prepend(network)
            .Select(module => (Module: module, WasTraining: module.training)).ToList();
        network.train();
        foreach (var (module, _) in modes.Where(mode => mode.Module.GetName().Contains("Dropout", StringComparison.Ordinal)))
            module.eval();
        try
        {
            network.call(inputs);
        }
        finally
        {
            // Outer modules come first: train() on an outer module also changes its inner modules. The mode of each inner module is
            // restored later in the same loop.
            foreach (var (module, wasTraining) in modes)
                module.train(wasTraining);
            foreach (var (buffer, before) in buffers)
                buffer.copy_(before);
        }
    }
}
