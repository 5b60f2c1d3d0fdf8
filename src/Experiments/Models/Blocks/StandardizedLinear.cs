namespace Experiments.Models;

/// <summary>A linear layer with standardised weights (<see cref="StandardizedWeight"/>): <c>y = x ŵᵀ + b</c>.
/// Initial parameters are as in PyTorch's Linear.</summary>
public sealed class StandardizedLinear : Module<Tensor, Tensor>, IWeightedModule, IMixedPrecision
{
    // TorchSharp registers fields by name, so the names of these fields are the names of the parameters.
    private readonly Modules.Parameter weight;
    private readonly Modules.Parameter? bias;

    /// <exception cref="InputException">The layer has only one input.</exception>
    public StandardizedLinear(long inputs, long outputs, bool hasBias)
        : base("StandardizedLinear")
    {
        StandardizedWeight.RequireSpread(inputs);
        using var plain = Linear(inputs, outputs, hasBias: hasBias);
        weight = Parts.CopyOf(plain.weight);
        bias = plain.bias is null ? null : Parts.CopyOf(plain.bias);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Linear;

    /// <inheritdoc/>
    public ScalarType? ProductType { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var standardized = StandardizedWeight.Of(weight);
        using var product = new ProductOperands(input, standardized, bias, ProductType);
        return functional.linear(product.Input, product.Weight, product.Bias);
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
