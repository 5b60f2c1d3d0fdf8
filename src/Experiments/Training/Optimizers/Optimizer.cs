using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>
/// Applies an update rule to a model and keeps its state. The rules are implemented here and follow PyTorch operator by operator.
/// TorchSharp's optimisers have errors (RAdam multiplies by the learning rate twice; SGD's <c>maximize</c> also flips the sign of the
/// decay). Some options do not exist in TorchSharp, and its optimisers lose state when saved and loaded.
/// </summary>
/// <remarks>
/// The optimiser updates parameters with the same weight decay together and stores them as views of one tensor. As in PyTorch, a parameter
/// that has never had a gradient is not updated.
/// </remarks>
public sealed class Optimizer : IDisposable
{
    private readonly OptimizerOptions _rule;
    private readonly KeptScalars _scalars = new();
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly List<(ParameterState State, List<int> Members)> _groups = [];
    private readonly Dictionary<int, SavedState> _saved = [];
    private List<int> _waiting;
    private IReadOnlyList<Tensor> _gradients = [];
    private IReadOnlyList<Tensor> _flatGradients = [];

    /// <summary>Creates the optimiser. The model must already be on its device, because moving a model replaces its parameters.</summary>
    public Optimizer(OptimizerOptions rule, Module model)
    {
        _rule = rule;
        _parameters = [.. model.parameters(recurse: true)];
        _waiting = [.. Enumerable.Range(0, _parameters.Count)];
    }

    /// <summary>Number of parameters.</summary>
    public int Count => _parameters.Count;

    /// <summary>Gradients of the parameters that have one, in the order of the model's parameters.</summary>
    public IReadOnlyList<Tensor> Gradients
    {
        get
        {
            Gather();
            return _gradients;
        }
    }

    /// <summary>All gradients in few flat tensors, for elementwise operators.</summary>
    public IReadOnlyList<Tensor> FlatGradients
    {
        get
        {
            Gather();
            return _flatGradients;
        }
    }

    /// <summary>
    /// One layout for each group of parameters that are updated together. Layouts are added when further parameters get a gradient.
    /// </summary>
    public IReadOnlyList<FlatTensors> Layouts { get; private set; } = [];

    /// <summary>Whether some parameters have had no gradient yet. The optimiser has no state for these parameters.</summary>
    internal bool IsWaiting => _waiting.Count > 0;

    /// <summary>The tensors that an update changes: all parameters with a gradient, and their state.</summary>
    internal IEnumerable<Tensor> StateTensors => _groups.SelectMany(group => group.State.Tensors.Values.Prepend(group.State.Values));

    /// <summary>Returns the part of the state that is not in <see cref="StateTensors"/>.</summary>
    internal IReadOnlyList<StateMark> Marks() => [.. _groups.Select(group => group.State.Mark())];

    /// <summary>Restores this part of the state; the caller restores the values of <see cref="StateTensors"/>.</summary>
    internal void ReturnTo(IReadOnlyList<StateMark> marks)
    {
        for (var i = 0; i < marks.Count; i++)
            _groups[i].State.ReturnTo(marks[i]);
    }

    /// <summary>The tensors that hold the parameters with a gradient, and the indices of these parameters in the model.</summary>
    internal IReadOnlyList<(FlatParameters Flat, IReadOnlyList<int> Members)> Groups
    {
        get
        {
            Gather();
            return [.. _groups.Select(group => (group.State.Flat, (IReadOnlyList<int>)group.Members))];
        }
    }

    /// <summary>The state of each group, in the order of <see cref="Groups"/>.</summary>
    internal IReadOnlyList<ParameterState> States
    {
        get
        {
            Gather();
            return [.. _groups.Select(group => group.State)];
        }
    }

    /// <summary>Sets all gradients to zero, in place.</summary>
    public void ZeroGrad()
    {
        UpdatePhases.Enter(UpdatePhase.Zero);
        foreach (var (state, _) in _groups)
            state.Gradients.zero_();
        foreach (var index in _waiting)
            _parameters[index].grad?.zero_();
    }

    /// <summary>Updates every parameter that has a gradient. Intermediate tensors live in the current dispose scope.</summary>
    public void Step(double learningRate)
    {
        UpdatePhases.Enter(UpdatePhase.Step);
        using var noGradients = no_grad();
        _scalars.Trim();
        Gather();
        foreach (var (state, _) in _groups)
            state.Update(_rule, learningRate);
    }

    /// <summary>
    /// Returns the state of a parameter. The tensors of this state live in the current dispose scope, and the next update changes them.
    /// </summary>
    /// <param name="index">Index among the model's parameters.</param>
    public SavedState StateOf(int index)
    {
        foreach (var (state, members) in _groups)
        {
            if (members.IndexOf(index) is >= 0 and var place)
                return state.Of(place);
        }
        return _saved.GetValueOrDefault(index, SavedState.None);
    }

    /// <summary>Restores the state of a parameter from a checkpoint, before the first update.</summary>
    public void Restore(int index, SavedState state)
    {
        if (!_waiting.Contains(index))
            throw new InvalidOperationException("Restore the optimizer before the first update.");
        if (_saved.Remove(index, out var former))
            Dispose(former);
        _saved[index] = state.Kept();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (state, _) in _groups)
            state.Dispose();
        foreach (var state in _saved.Values)
            Dispose(state);
        _scalars.Dispose();
    }

    // Forms the groups after a backward pass, because a parameter without a gradient belongs to no group.
    private void Gather()
    {
        if (_waiting.Count == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var ready = _waiting.Where(index => _parameters[index].grad is not null).ToList();
        if (ready.Count == 0)
            return;
        foreach (var members in ready.GroupBy(Shared))
            Add([.. members], members.Key.Decay);
        _waiting = [.. _waiting.Except(ready)];
        _gradients = [.. _groups
            .SelectMany(group => group.Members.Zip(group.State.ParameterGradients))
            .OrderBy(gradient => gradient.First)
            .Select(gradient => gradient.Second)];
        _flatGradients = [.. _groups.Select(group => group.State.Gradients)];
        Layouts = [.. _groups.Select(group => group.State.Layout)];
    }

    private void Add(List<int> members, double decay)
    {
        var saved = members.Select(index => _saved.GetValueOrDefault(index, SavedState.None)).ToList();
        _groups.Add((new ParameterState([.. members.Select(index => _parameters[index])], decay, saved, _scalars), members));
        foreach (var index in members)
        {
            if (_saved.Remove(index, out var state))
                Dispose(state);
        }
    }

    private static void Dispose(SavedState state)
    {
        foreach (var tensor in state.Tensors.Values)
            tensor.Dispose();
    }

    // Parameters with equal keys form a group. If two states have equal step counts, their other numbers and the names of their tensors are
    // equal too.
    private (double Decay, ScalarType Precision, string Device, long Step) Shared(int index)
    {
        var parameter = _parameters[index];
        return (Decays(parameter) ? _rule.WeightDecay : 0, parameter.dtype, parameter.device.ToString(),
            _saved.GetValueOrDefault(index, SavedState.None).Step);
    }

    private bool Decays(Parameter parameter) => _rule.Decay == "all" || parameter.dim() >= 2;
}
