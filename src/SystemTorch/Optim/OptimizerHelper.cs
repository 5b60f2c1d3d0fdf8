using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What every optimiser here is built on: groups, state by parameter, state dictionaries, the frame of a step.</summary>
/// <remarks>
/// Groups keep the sequence of parameters they were given and enumerate it anew at each step; state belongs to the
/// parameter's handle. A parameter replaced after the optimiser was made (module.to(device)) is therefore unknown to it.
/// </remarks>
public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions _defaults = null!;
    protected OrderedDict<IntPtr, OptimizerState> _state = new();
    private bool _disposed;

    public OptimizerHelper() { }

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var grad = parameter.grad;
            grad?.zero_();
        }
    }

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(StateOf(parameter));
            }
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add(indices);
        }
        return dictionary;
    }

    /// <remarks>State tensors are copied into the current dispose scope: load outside of any, or they die with it.</remarks>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSameCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            if (own.Options[i] != state_dict.Options[i]) own.Options[i].LoadStateDict(state_dict.Options[i]);
        }
        for (var i = 0; i < own.State.Count; i++)
        {
            if (own.State[i] != state_dict.State[i]) own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>TorchSharp's own format: the class, the numbers of groups and states, then each.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        var own = state_dict();
        writer.Encode(own.Options.Count);
        writer.Encode(own.State.Count);
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");

        var own = state_dict();
        var groups = reader.Decode();
        RequireSameCounts(own, groups, reader.Decode());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    public void to(Device device)
    {
        foreach (var parameter in parameters()) StateOf(parameter).to(device);
    }

    /// <summary>Evaluates the closure, then runs the body on each group without recording, disposing what it makes.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var _ = enable_grad();
            loss = loss_closure();
        }
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach (var group in _parameter_groups) body((T)group);
        }
        return loss;
    }

    /// <summary>The parameters of a group that have a gradient, with it and their state.</summary>
    private protected IEnumerable<(Parameter Parameter, Tensor Grad, TState State)> Trained<TState>(ParamGroup group) where TState : OptimizerState
    {
        foreach (var parameter in group.Parameters)
        {
            var state = (TState)StateOf(parameter);
            if (parameter.grad is { } grad) yield return (parameter, grad, state);
        }
    }

    /// <summary>Adds a group whose options are complete, with a fresh state for each of its parameters.</summary>
    private protected void Add<TState>(ParamGroup group, Func<Parameter, TState> newState) where TState : OptimizerState
    {
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = newState(parameter);
            _state[parameter.Handle] = state;
            state.Initialize(group.Options);
        }
    }

    private OptimizerState StateOf(Parameter parameter)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _state.TryGetValue(parameter.Handle, out var state)
            ? state
            : throw new KeyNotFoundException(
                $"{GetType().Name} does not know a parameter: it was replaced after the optimizer was made, as module.to(device) does.");
    }

    private protected void DisposeStates(bool disposing)
    {
        if (!disposing) return;
        _disposed = true;
        foreach (var (_, state) in _state) (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    private protected static void Require(bool valid, string what, double value)
    {
        if (!valid) throw new ArgumentException(FormattableString.Invariant($"Invalid {what}: {value}"));
    }

    private static void RequireSameCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count) throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (states != own.State.Count) throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
