using Experiments.Configuration;
using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>N(mean, std²) cut at a and b, PyTorch's <c>trunc_normal_</c>. The bounds are absolute: std 0.02 with the default ±2 cuts nothing off.</summary>
public sealed record TruncNormalScheme : Scheme, IValidated
{
    [Option("mean", "Mean before the cut.")]
    public double Mean { get; init; }

    [Option("std", "Standard deviation before the cut.", Minimum = 0, ExclusiveMinimum = true)]
    public double StandardDeviation { get; init; } = 1;

    [Option("a", "Lower cut.")]
    public double A { get; init; } = -2;

    [Option("b", "Upper cut.")]
    public double B { get; init; } = 2;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (A >= B)
            yield return "a must be below b";
        else if (Mean < A - (2 * StandardDeviation) || Mean > B + (2 * StandardDeviation))
            yield return "mean is more than two std outside a and b, where the method that PyTorch draws with is inexact; move mean nearer or a and b apart";
    }

    /// <inheritdoc/>
    public override double? Std(InitTarget target) => TruncatedNormal.Std(Mean, StandardDeviation, A, B);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        TruncatedNormal.Fill(tensor, Mean, StandardDeviation, A, B, generator);
}
