namespace Experiments.Models;

/// <summary>What goes into a model and what comes out.</summary>
/// <param name="Input">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of logits, or of predicted numbers.</param>
public sealed record ModelShape(IReadOnlyList<long> Input, int Outputs)
{
    /// <summary>How many numbers one example has.</summary>
    public long Features => Input.Aggregate(1L, (product, size) => checked(product * size));
}
