using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>Lays parameters out in one tensor, as <see cref="FlatTensors"/> does, and their gradients in another.</summary>
public sealed class FlatParameters : IDisposable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly FlatTensors _values;

    /// <summary>Moves the parameters, all of one precision and on one device, and their gradients.</summary>
    /// <param name="parameters">Each has a gradient.</param>
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

    /// <summary>Moves parameters and gradients into other memory, such as a row of a larger tensor. Tensors that
    /// were given out, other than views of <see cref="View"/>, follow.</summary>
    /// <param name="values">Laid out as <see cref="Values"/>; its contents are replaced.</param>
    /// <param name="gradients">Likewise, for <see cref="Gradients"/>.</param>
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
