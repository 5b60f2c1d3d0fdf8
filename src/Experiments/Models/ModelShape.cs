namespace Experiments.Models;

/// <param name="Input">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of logits, or of predicted numbers.</param>
public sealed record ModelShape(IReadOnlyList<long> Input, int Outputs)
{
    /// <summary>Number of values in one example.</summary>
    public long Features => Input.Aggregate(1L, (product, size) => checked(product * size));
}
