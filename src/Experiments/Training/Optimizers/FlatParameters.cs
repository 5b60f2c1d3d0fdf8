using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>Stores parameters in one tensor, as <see cref="FlatTensors"/> does, and their gradients in a second tensor.</summary>
public sealed class FlatParameters : IDisposable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly FlatTensors _values;

    /// <summary>Moves the parameters and their gradients into the two tensors. All parameters must have the same precision and
    /// device.</summary>
    /// <param name="parameters">Parameters that have a gradient.</param>
    public FlatParameters(IReadOnlyList<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _parameters = parameters;
        _values = new FlatTensors(parameters);
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        ParameterGradients = [.. parameters.Select((_, i) => View(Gradients, i).DetachFromDisposeScope())];
        for (var i = 0; i < parameters.Count; i++)
        {
            ParameterGradients[i].copy_(parameters[i].grad!);
            parameters[i].grad = ParameterGradients[i];
        }
    }

    /// <summary>All parameters; padding elements between two parameters are 0.</summary>
    public Tensor Values => _values.Values;

    /// <summary>All gradients; a backward pass adds to this tensor in place.</summary>
    public Tensor Gradients { get; }

    /// <summary>The gradient of each parameter, as a view.</summary>
    public IReadOnlyList<Tensor> ParameterGradients { get; }

    /// <summary>The layout of <see cref="Values"/>.</summary>
    public FlatTensors Layout => _values;

    /// <summary>Returns the part of <paramref name="flat"/> that belongs to one parameter, as a view in the parameter's shape.</summary>
    public Tensor View(Tensor flat, int index) => _values.View(flat, index);

    /// <summary>
    /// Moves parameters and gradients to other memory, such as a row of a larger tensor. The tensors of this object refer to the new
    /// memory; views that <see cref="View"/> returned earlier refer to the old memory.
    /// </summary>
    /// <param name="values">Tensor laid out like <see cref="Values"/>; its contents are overwritten.</param>
    /// <param name="gradients">Tensor laid out like <see cref="Gradients"/>; its contents are overwritten.</param>
    internal void MoveTo(Tensor values, Tensor gradients)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _values.MoveTo(values);
        Gradients.set_(gradients.copy_(Gradients));
        for (var i = 0; i < _parameters.Count; i++)
            ParameterGradients[i].set_(View(Gradients, i));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gradient in ParameterGradients)
            gradient.Dispose();
        Gradients.Dispose();
        _values.Dispose();
    }
}
