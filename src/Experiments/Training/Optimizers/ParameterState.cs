using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Experiments.Training;

/// <summary>What an update rule remembers of one parameter, by PyTorch's names: all of it goes into a checkpoint.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="weightDecay">Its weight decay λ; 0 where it is spared.</param>
/// <param name="scalars">Numbers for operators, shared by all parameters.</param>
public sealed class ParameterState(Parameter parameter, double weightDecay, KeptScalars scalars) : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, double> _numbers = [];

    /// <summary>The parameter.</summary>
    public Parameter Parameter => parameter;

    /// <summary>Its weight decay λ; 0 where it is spared.</summary>
    public double WeightDecay => weightDecay;

    /// <summary>Its gradient in the present update, which is fetched once for the norm and the step; null where it has none.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>Fetches the gradient; it lives in the present dispose scope.</summary>
    public void TakeGradient() => Gradient = parameter.grad;

    /// <summary>Forgets it, since the next backward pass may make another tensor.</summary>
    public void DropGradient() => Gradient = null;

    /// <summary>Updates made of it, the present one included.</summary>
    public long Step { get; set; }

    /// <summary>The remembered tensors; none before the first update.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>The remembered numbers; none before the first update.</summary>
    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    /// <summary>The tensor of that name, which an update changes in place; it begins as <paramref name="value"/> everywhere.</summary>
    public Tensor Tensor(string name, double value = 0) => _tensors.TryGetValue(name, out var known)
        ? known
        : _tensors[name] = parameter.full_like(value).DetachFromDisposeScope();

    /// <summary>Remembers a copy of a tensor, on the parameter's device; it replaces the one of that name.</summary>
    public Tensor Remember(string name, Tensor value)
    {
        if (_tensors.Remove(name, out var former))
            former.Dispose();
        return _tensors[name] = value.detach().to(parameter.device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>A number for an operator.</summary>
    public Scalar Scalar(double number) => scalars.Of(number);

    /// <summary>The number of that name, or <paramref name="value"/> where none is remembered.</summary>
    public double Number(string name, double value) => _numbers.GetValueOrDefault(name, value);

    /// <summary>Remembers a number.</summary>
    public void Remember(string name, double value) => _numbers[name] = value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }
}
