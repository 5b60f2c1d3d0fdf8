namespace Experiments.Models;

/// <summary>
/// A custom module whose <c>forward</c> multiplies by its parameters. With <c>precision: bfloat16</c>, its inputs may be bfloat16 but its
/// parameters are float32, so it must cast both operands before it multiplies.
/// </summary>
public interface IMixedPrecision
{
    /// <summary>Format of the operands and the result; null for the format of the parameters.</summary>
    ScalarType? ProductType { get; set; }
}
