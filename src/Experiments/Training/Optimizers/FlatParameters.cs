using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>
/// Lays parameters out in one tensor, and their gradients in another: each parameter becomes a view of its part. An operator on the whole
/// tensor then does what one operator for each parameter would, with the same values bit for bit, since each element is computed alone.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    // A part begins at a multiple of 64 bytes, as a tensor of its own would.
    private const long Alignment = 64;

    private readonly long[][] _shapes;
    private readonly long[] _starts;

    /// <summary>Moves the parameters, all of one precision and on one device, and their gradients.</summary>
    /// <param name="parameters">Each has a gradient.</param>
    public FlatParameters(IReadOnlyList<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _shapes = [.. parameters.Select(parameter => parameter.shape)];
        _starts = new long[parameters.Count];
        var step = Alignment / parameters[0].element_size();
        var length = 0L;
        for (var i = 0; i < parameters.Count; i++)
        {
            _starts[i] = length;
            length += (parameters[i].numel() + step - 1) / step * step;
        }

        Values = zeros([length], dtype: parameters[0].dtype, device: parameters[0].device).DetachFromDisposeScope();
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        ParameterGradients = [.. parameters.Select((_, i) => View(Gradients, i).DetachFromDisposeScope())];
        for (var i = 0; i < parameters.Count; i++)
        {
            var view = View(Values, i);
            view.copy_(parameters[i]);
            parameters[i].set_(view);
            ParameterGradients[i].copy_(parameters[i].grad!);
            parameters[i].grad = ParameterGradients[i];
        }
    }

    /// <summary>All parameters; the elements between two of them are 0 and belong to none.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients; a backward pass adds to them in place.</summary>
    public Tensor Gradients { get; }

    /// <summary>The gradient of each parameter, a view.</summary>
    public IReadOnlyList<Tensor> ParameterGradients { get; }

    /// <summary>The part of one parameter, in its shape, of a tensor that is laid out as <see cref="Values"/>.</summary>
    public Tensor View(Tensor flat, int index) =>
        flat.narrow(0, _starts[index], _shapes[index].Aggregate(1L, (product, size) => product * size)).view(_shapes[index]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gradient in ParameterGradients)
            gradient.Dispose();
        Gradients.Dispose();
        Values.Dispose();
    }
}
