namespace Experiments.Models;

/// <summary>A convolution with standardised weights (<see cref="StandardizedWeight"/>).
/// Initial parameters are as in PyTorch's Conv2d.</summary>
public sealed class StandardizedConv2d : Module<Tensor, Tensor>, IWeightedModule, IMixedPrecision
{
    // TorchSharp registers fields by name, so the names of these fields are the names of the parameters.
    private readonly Modules.Parameter weight;
    private readonly Modules.Parameter? bias;
    private readonly long[] _stride;
    private readonly long[] _padding;

    /// <exception cref="InputException">The layer has one input and a kernel of one weight.</exception>
    public StandardizedConv2d(long inputs, long outputs, long kernelSize, long stride, long padding, bool hasBias)
        : base("StandardizedConv2d")
    {
        StandardizedWeight.RequireSpread(inputs * kernelSize * kernelSize);
        using var plain = Conv2d(inputs, outputs, kernel_size: kernelSize, bias: hasBias);
        weight = Parts.CopyOf(plain.weight);
        bias = plain.bias is null ? null : Parts.CopyOf(plain.bias);
        _stride = [stride, stride];
        _padding = [padding, padding];
        RegisterComponents();
    }

    internal long Stride => _stride[0];

    internal long Padding => _padding[0];

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Conv;

    /// <inheritdoc/>
    public ScalarType? ProductType { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var standardized = StandardizedWeight.Of(weight);
        using var product = new ProductOperands(input, standardized, bias, ProductType);
        return functional.conv2d(product.Input, product.Weight, product.Bias, strides: _stride, padding: _padding);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weight.Dispose();
            bias?.Dispose();
        }
        base.Dispose(disposing);
    }
}
