using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>Lays parameters out in one tensor, as <see cref="FlatTensors"/> does, and their gradients in another.</summary>
public sealed class FlatParameters : IDisposable
{
    private readonly FlatTensors _values;

    /// <summary>Moves the parameters, all of one precision and on one device, and their gradients.</summary>
    /// <param name="parameters">Each has a gradient.</param>
    public FlatParameters(IReadOnlyList<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _values = new FlatTensors(parameters);
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        ParameterGradients = [.. parameters.Select((_, i) => View(Gradients, i).DetachFromDisposeScope())];
        for (var i = 0; i < parameters.Count; i++)
        {
            ParameterGradients[i].copy_(parameters[i].grad!);
            parameters[i].grad = ParameterGradients[i];
        }
    }

    /// <summary>All parameters; the elements between two of them are 0 and belong to none.</summary>
    public Tensor Values => _values.Values;

    /// <summary>All gradients; a backward pass adds to them in place.</summary>
    public Tensor Gradients { get; }

    /// <summary>The gradient of each parameter, a view.</summary>
    public IReadOnlyList<Tensor> ParameterGradients { get; }

    /// <summary>The layout of <see cref="Values"/>.</summary>
    public FlatTensors Layout => _values;

    /// <summary>The part of one parameter, in its shape, of a tensor that is laid out as <see cref="Values"/>.</summary>
    public Tensor View(Tensor flat, int index) => _values.View(flat, index);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gradient in ParameterGradients)
            gradient.Dispose();
        Gradients.Dispose();
        _values.Dispose();
    }
}
