using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>State of an update rule for a group of parameters, in tensors laid out like <see cref="FlatParameters"/>.</summary>
public sealed class ParameterState : IDisposable
{
    private readonly FlatParameters _flat;
    private readonly KeptScalars _scalars;
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, double> _numbers = [];

    /// <param name="parameters">Parameters that have a gradient.</param>
    /// <param name="saved">Initial state of each parameter, all with the same step, numbers and names.</param>
    internal ParameterState(IReadOnlyList<Parameter> parameters, double weightDecay, IReadOnlyList<SavedState> saved, KeptScalars scalars)
    {
        (_flat, _scalars, WeightDecay, Step) = (new FlatParameters(parameters), scalars, weightDecay, saved[0].Step);
        foreach (var (name, number) in saved[0].Numbers)
            _numbers[name] = number;
        foreach (var name in saved[0].Tensors.Keys)
        {
            using var scope = NewDisposeScope();
            var flat = Tensor(name);
            for (var i = 0; i < saved.Count; i++)
                _flat.View(flat, i).copy_(saved[i].Tensors[name]);
        }
    }

    internal FlatParameters Flat => _flat;

    /// <summary>All parameters in one dimension; a rule changes them in place.</summary>
    public Tensor Values => _flat.Values;

    /// <summary>Gradients of the current update, laid out like <see cref="Values"/>.</summary>
    public Tensor Gradients => _flat.Gradients;

    /// <summary>The gradient of each parameter.</summary>
    public IReadOnlyList<Tensor> ParameterGradients => _flat.ParameterGradients;

    /// <summary>The layout of all these tensors.</summary>
    internal FlatTensors Layout => _flat.Layout;

    /// <summary>Weight decay λ; 0 for parameters without weight decay.</summary>
    public double WeightDecay { get; }

    /// <summary>Number of updates made, including the current one.</summary>
    public long Step { get; internal set; }

    /// <summary>Tensors of the state; none before the first update.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Returns the tensor with this name, to be changed in place; a new one is filled with <paramref name="value"/>.</summary>
    public Tensor Tensor(string name, double value = 0) => _tensors.TryGetValue(name, out var known)
        ? known
        : _tensors[name] = Values.full_like(value).DetachFromDisposeScope();

    /// <summary>Keeps a copy of a tensor under a new name.</summary>
    public Tensor Remember(string name, Tensor value) => _tensors[name] = value.detach().clone().DetachFromDisposeScope();

    public Scalar Scalar(double number) => _scalars.Of(number);

    /// <summary>Returns the number with this name, or <paramref name="value"/> if there is none.</summary>
    public double Number(string name, double value) => _numbers.GetValueOrDefault(name, value);

    public void Remember(string name, double value) => _numbers[name] = value;

    internal StateMark Mark() => new(Step, new Dictionary<string, double>(_numbers), [.. _tensors.Keys]);

    /// <summary>Restores counters and numbers, and removes tensors that the mark does not name.</summary>
    internal void ReturnTo(StateMark mark)
    {
        Step = mark.Step;
        _numbers.Clear();
        foreach (var (name, number) in mark.Numbers)
            _numbers[name] = number;
        foreach (var name in _tensors.Keys.Except(mark.Tensors).ToList())
        {
            _tensors[name].Dispose();
            _tensors.Remove(name);
        }
    }

    /// <summary>Returns the state of one parameter; its tensors are views in the current dispose scope.</summary>
    internal SavedState Of(int index) =>
        new(Step, _numbers, _tensors.ToDictionary(tensor => tensor.Key, tensor => _flat.View(tensor.Value, index)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _flat.Dispose();
    }
}
