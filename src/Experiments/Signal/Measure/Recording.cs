using Experiments.Models;

namespace Experiments.Signal.Measure;

/// <summary>Tensors of one layer in a forward pass. The tensors exist as long as the recording.</summary>
/// <param name="PreActivation">Input of the activation. The backward pass stores the gradient of this tensor.</param>
/// <param name="Activation">Output of the activation; null without an activation.</param>
/// <param name="Function">The activation; null if the layer has no activation.</param>
internal sealed record RecordedLayer(Tensor Input, Tensor PreActivation, Tensor? Activation, ActivationOptions? Function);

/// <summary>
/// Records the layers with weights and the activations of a model during one forward pass, with hooks. An activation belongs to the last
/// layer with a weight that ran before it. If several activations follow a layer, the first activation is recorded.
/// </summary>
internal sealed class Recording : IDisposable
{
    private readonly Dictionary<string, RecordedLayer> _recorded = [];
    private readonly List<Action> _removers = [];
    private readonly List<Tensor> _kept = [];
    private string? _current;
    private bool _isActivated;

    public Recording(Module<Tensor, Tensor> model, IReadOnlyList<Layer> layers)
    {
        foreach (var layer in layers)
        {
            if (layer.Module is Module<Tensor, Tensor> module)
                _removers.Add(module.register_forward_hook((_, input, output) => SeeLayer(layer.Name, input, output)).remove);
        }

        foreach (var (_, module) in model.named_modules())
        {
            if (module is not Module<Tensor, Tensor> activation || ActivationRegistry.Recognise(module) is not { } function)
                continue;
            _removers.Add(activation.register_forward_pre_hook((_, input) => SeePreActivation(input)).remove);
            _removers.Add(activation.register_forward_hook((_, _, output) => SeeActivation(output, function)).remove);
        }
    }

    /// <summary>Returns the record of a layer; null if the forward pass did not call the layer.</summary>
    public RecordedLayer? Of(Layer layer) => _recorded.GetValueOrDefault(layer.Name);

    public void Dispose()
    {
        _removers.ForEach(remove => remove());
        _kept.ForEach(tensor => tensor.Dispose());
    }

    private Tensor SeeLayer(string name, Tensor input, Tensor output)
    {
        _current = name;
        _isActivated = false;
        return KeepPreActivation(Keep(input), output);
    }

    private Tensor SeePreActivation(Tensor input) =>
        _current is null || _isActivated ? input : KeepPreActivation(_recorded[_current].Input, input);

    private Tensor SeeActivation(Tensor output, ActivationOptions function)
    {
        if (_current is null || _isActivated)
            return output;
        _isActivated = true;
        _recorded[_current] = _recorded[_current] with { Activation = Keep(output), Function = function };
        return output;
    }

    private Tensor KeepPreActivation(Tensor input, Tensor tensor)
    {
        var retained = Keep(tensor);
        retained.retain_grad();
        _recorded[_current!] = new RecordedLayer(input, retained, null, null);
        return retained.alias();
    }

    // Sequential disposes the tensor that a hook returns. The hook therefore returns an alias, and the recording keeps the tensor that has
    // the gradient.
    private Tensor Keep(Tensor tensor)
    {
        var kept = tensor.alias().DetachFromDisposeScope();
        _kept.Add(kept);
        return kept;
    }
}
