namespace Experiments.Models;

/// <summary>Casts the operands of one product. Dispose frees the cast copies, but not the given tensors.</summary>
internal sealed class ProductOperands : IDisposable
{
    private readonly List<Tensor> _copies = [];

    /// <param name="type">Format of the operands; null for no cast.</param>
    public ProductOperands(Tensor input, Tensor weight, Tensor? bias, ScalarType? type)
    {
        Input = Cast(input, type);
        Weight = Cast(weight, type);
        Bias = bias is null ? null : Cast(bias, type);
    }

    public Tensor Input { get; }

    public Tensor Weight { get; }

    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public void Dispose() => _copies.ForEach(copy => copy.Dispose());

    private Tensor Cast(Tensor tensor, ScalarType? type)
    {
        if (type is not { } other || tensor.dtype == other)
            return tensor;
        _copies.Add(tensor.to(other));
        return _copies[^1];
    }
}
