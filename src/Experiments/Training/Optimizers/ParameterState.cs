using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>An update rule's state for one parameter, by PyTorch's names: all of it goes into a checkpoint.</summary>
public sealed class ParameterState(Parameter parameter, double weightDecay, KeptScalars scalars) : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, double> _numbers = [];

    public Parameter Parameter => parameter;

    /// <summary>Weight decay λ; 0 for a parameter that it spares.</summary>
    public double WeightDecay => weightDecay;

    /// <summary>The gradient of the current update, fetched once for the norm and the step; null for none.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>Fetches the gradient; it lives in the current dispose scope.</summary>
    public void TakeGradient() => Gradient = parameter.grad;

    /// <summary>Forgets the gradient, since the next backward pass may make another tensor.</summary>
    public void DropGradient() => Gradient = null;

    /// <summary>Updates made of the parameter, including the current one.</summary>
    public long Step { get; set; }

    /// <summary>Tensors of the state; none before the first update.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Numbers of the state; none before the first update.</summary>
    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    /// <summary>The tensor of that name, to be changed in place; it starts as <paramref name="value"/> everywhere.</summary>
    public Tensor Tensor(string name, double value = 0) => _tensors.TryGetValue(name, out var known)
        ? known
        : _tensors[name] = parameter.full_like(value).DetachFromDisposeScope();

    /// <summary>Keeps a copy of a tensor on the parameter's device, in the place of the one of that name.</summary>
    public Tensor Remember(string name, Tensor value)
    {
        if (_tensors.Remove(name, out var former))
            former.Dispose();
        return _tensors[name] = value.detach().to(parameter.device, copy: true).DetachFromDisposeScope();
    }

    public Scalar Scalar(double number) => scalars.Of(number);

    /// <summary>The number of that name, or <paramref name="value"/> if there is none.</summary>
    public double Number(string name, double value) => _numbers.GetValueOrDefault(name, value);

    public void Remember(string name, double value) => _numbers[name] = value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }
}
