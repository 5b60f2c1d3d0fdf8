using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>
/// An update rule applied to a model, with its state for each parameter. The rules are this project's own and follow PyTorch operator by
/// operator, because TorchSharp's are in part wrong (RAdam multiplies by the learning rate twice, SGD's <c>maximize</c> flips the sign of
/// the decay too), lack options, and lose state when it is saved and loaded.
/// </summary>
public sealed class Optimizer : IDisposable
{
    private readonly OptimizerOptions _rule;
    private readonly KeptScalars _scalars = new();
    private bool _hasGradients;

    /// <summary>Create it after the model is on its device: moving a model replaces its parameters.</summary>
    public Optimizer(OptimizerOptions rule, Module model)
    {
        _rule = rule;
        States = [.. model.parameters(recurse: true)
            .Select(parameter => new ParameterState(parameter, Decays(parameter) ? rule.WeightDecay : 0, _scalars))];
    }

    /// <summary>One state per parameter, in the order of the model's parameters.</summary>
    public IReadOnlyList<ParameterState> States { get; }

    /// <summary>Sets all gradients to zero, in place.</summary>
    public void ZeroGrad()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var state in States)
            state.Parameter.grad?.zero_();
    }

    /// <summary>Fetches the gradients of an update, for their norm and for <see cref="Step"/>.</summary>
    public void TakeGradients()
    {
        foreach (var state in States)
            state.TakeGradient();
        _hasGradients = true;
    }

    /// <summary>Updates every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _scalars.Trim();
        if (!_hasGradients)
            TakeGradients();
        _hasGradients = false;
        foreach (var state in States)
        {
            if (state.Gradient is not { } gradient)
                continue;
            state.Step++;
            _rule.Update(state, _rule.Maximize ? gradient.neg() : gradient, learningRate);
            state.DropGradient();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in States)
            state.Dispose();
        _scalars.Dispose();
    }

    private bool Decays(Parameter parameter) => _rule.Decay == "all" || parameter.dim() >= 2;
}
