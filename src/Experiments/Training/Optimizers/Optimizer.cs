using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// An update rule at work on a model: which of its parameters shrink by weight decay, and what the rule remembers of each. The rules are
/// this project's own, operator by operator PyTorch's, because TorchSharp's are not all (RAdam multiplies by the learning rate twice, SGD's
/// <c>maximize</c> turns the decay's sign too), lack options, and lose state when it is saved and loaded.
/// </summary>
public sealed class Optimizer : IDisposable
{
    private readonly OptimizerOptions _rule;
    private readonly KeptScalars _scalars = new();
    private bool _hasGradients;

    /// <summary>Takes a model's parameters; do so after the model is on its device, because moving a model replaces them.</summary>
    public Optimizer(OptimizerOptions rule, Module model)
    {
        _rule = rule;
        States = [.. model.parameters(recurse: true).Select(parameter => new ParameterState(parameter, Decays(parameter) ? rule.WeightDecay : 0, _scalars))];
    }

    /// <summary>One state a parameter, in the order of the model's parameters.</summary>
    public IReadOnlyList<ParameterState> States { get; }

    /// <summary>Makes all gradients zero, in place.</summary>
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

    /// <summary>One update of every parameter that has a gradient.</summary>
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
