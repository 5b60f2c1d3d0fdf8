namespace Experiments.Models;

/// <summary>
/// A custom module whose <c>forward</c> multiplies by its parameters. With <c>precision: bfloat16</c>, the module's inputs may be bfloat16
/// while its parameters are float32, so the module must cast both operands before it multiplies.
/// </summary>
public interface IMixedPrecision
{
    /// <summary>Format of the operands and the result; null for the format of the parameters.</summary>
    ScalarType? ProductType { get; set; }
}
