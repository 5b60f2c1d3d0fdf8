namespace Experiments.Models;

/// <summary>
/// A custom module whose <c>forward</c> multiplies by its own parameters. With <c>precision: bfloat16</c> its inputs may be bfloat16, and
/// its parameters stay float32. So it casts both operands before it multiplies.
/// </summary>
public interface IMixedPrecision
{
    /// <summary>Format of the operands and of the result; null for that of the parameters.</summary>
    ScalarType? ProductType { get; set; }
}
