using Experiments.Models;

namespace Experiments.Signal.Measure;

/// <summary>Record of one layer in a forward pass. The tensors live as long as the recording.</summary>
/// <param name="PreActivation">Its activation's input; it keeps its gradient in the backward pass.</param>
/// <param name="Activation">Its activation's output; null if none follows.</param>
/// <param name="Function">Its activation; null if none follows.</param>
internal sealed record RecordedLayer(Tensor Input, Tensor PreActivation, Tensor? Activation, ActivationOptions? Function);

/// <summary>
/// Hooks on the weighted layers and the activations of a model, for one forward pass. An activation belongs to the weighted layer that
/// ran last; of several after one layer, the first counts.
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

    /// <summary>Record of a layer; null if the forward pass did not call it.</summary>
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

    // Sequential disposes of what a hook returns, so it gets an alias, and the tensor that keeps its gradient stays here.
    private Tensor Keep(Tensor tensor)
    {
        var kept = tensor.alias().DetachFromDisposeScope();
        _kept.Add(kept);
        return kept;
    }
}
