namespace Experiments.Models;

/// <summary>
/// A custom module that multiplies by parameters of its own in <c>forward</c>. With <c>precision: bfloat16</c> its inputs may be bfloat16
/// while its parameters stay float32, so it casts both operands before it multiplies.
/// </summary>
public interface IMixedPrecision
{
    /// <summary>Format of the operands and of the result; null for that of the parameters.</summary>
    ScalarType? ProductType { get; set; }
}
