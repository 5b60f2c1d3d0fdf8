using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>An update rule's state for a group of parameters. The tensors of the state are laid out as <see cref="FlatParameters"/>; for
/// several networks, each row of a tensor has this layout.</summary>
public sealed class ParameterState : IDisposable
{
    private readonly FlatParameters? _flat;
    private readonly KeptScalars _scalars;
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, double> _numbers = [];

    /// <param name="parameters">Parameters that have a gradient.</param>
    /// <param name="saved">Initial state of each parameter, all with the same step, numbers and names.</param>
    internal ParameterState(IReadOnlyList<Parameter> parameters, double weightDecay, IReadOnlyList<SavedState> saved, KeptScalars scalars)
        : this(new FlatParameters(parameters), weightDecay, scalars)
    {
        Step = saved[0].Step;
        foreach (var (name, number) in saved[0].Numbers)
            _numbers[name] = number;
        foreach (var name in saved[0].Tensors.Keys)
        {
            using var scope = NewDisposeScope();
            var flat = Tensor(name);
            for (var i = 0; i < saved.Count; i++)
                Flat.View(flat, i).copy_(saved[i].Tensors[name]);
        }
    }

    /// <summary>The state of several networks before the first update.</summary>
    /// <param name="values">[networks, length]. The caller owns this tensor.</param>
    /// <param name="gradients">[networks, length].</param>
    internal ParameterState(Tensor values, Tensor gradients, double weightDecay, KeptScalars scalars) =>
        (Values, Gradients, WeightDecay, _scalars) = (values, gradients, weightDecay, scalars);

    private ParameterState(FlatParameters flat, double weightDecay, KeptScalars scalars)
        : this(flat.Values, flat.Gradients, weightDecay, scalars) => _flat = flat;

    internal FlatParameters Flat => _flat ?? throw new InvalidOperationException("The state of several networks has no layout.");

    /// <summary>All parameters: [length], or [networks, length] for several networks. A rule changes this tensor in place.</summary>
    public Tensor Values { get; }

    /// <summary>Gradients of the current update, laid out as <see cref="Values"/>.</summary>
    public Tensor Gradients { get; }

    /// <summary>The gradient of each parameter.</summary>
    public IReadOnlyList<Tensor> ParameterGradients => Flat.ParameterGradients;

    /// <summary>The layout of <see cref="Values"/>, <see cref="Gradients"/> and the tensors of the state.</summary>
    internal FlatTensors Layout => Flat.Layout;

    /// <summary>Weight decay λ; 0 for parameters without weight decay.</summary>
    public double WeightDecay { get; }

    /// <summary>Number of updates made, including the current one.</summary>
    public long Step { get; private set; }

    /// <summary>Tensors of the state; none before the first update.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Returns the tensor with this name; the caller may change it in place. A tensor that does not exist yet is created and
    /// filled with <paramref name="value"/>.</summary>
    public Tensor Tensor(string name, double value = 0) => _tensors.TryGetValue(name, out var known)
        ? known
        : _tensors[name] = Values.full_like(value).DetachFromDisposeScope();

    /// <summary>Keeps a copy of a tensor under a new name.</summary>
    public Tensor Remember(string name, Tensor value) => _tensors[name] = value.detach().clone().DetachFromDisposeScope();

    public Scalar Scalar(double number) => _scalars.Of(number);

    /// <summary>Returns the number with this name, or <paramref name="value"/> if the state has no such number.</summary>
    public double Number(string name, double value) => _numbers.GetValueOrDefault(name, value);

    public void Remember(string name, double value) => _numbers[name] = value;

    /// <summary>Counts an update and makes it. The caller has switched autograd off.</summary>
    internal void Update(OptimizerOptions rule, double learningRate)
    {
        Step++;
        rule.Update(this, rule.Maximize ? Gradients.neg() : Gradients, learningRate);
    }

    /// <summary>Adds a tensor under a new name, without a copy.</summary>
    internal void Take(string name, Tensor value) => _tensors.Add(name, value.DetachFromDisposeScope());

    /// <summary>Whether the states differ at most in the values of their tensors.</summary>
    internal bool HasLayoutOf(ParameterState other) =>
        ReferenceEquals(this, other)
        || (Step == other.Step && _tensors.Count == other._tensors.Count && _numbers.Count == other._numbers.Count
            && _tensors.Keys.All(other._tensors.ContainsKey)
            && _numbers.All(number => other._numbers.TryGetValue(number.Key, out var same) && same.Equals(number.Value)));

    /// <summary>Copies the counter and the numbers of another state.</summary>
    internal void TakeNumbersOf(ParameterState other)
    {
        Step = other.Step;
        foreach (var (name, number) in other._numbers)
            _numbers[name] = number;
    }

    internal StateMark Mark() => new(Step, new Dictionary<string, double>(_numbers), [.. _tensors.Keys]);

    /// <summary>Restores the step and the numbers of a mark, and removes tensors that the mark does not name.</summary>
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
        new(Step, _numbers, _tensors.ToDictionary(tensor => tensor.Key, tensor => Flat.View(tensor.Value, index)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _flat?.Dispose();
    }
}
