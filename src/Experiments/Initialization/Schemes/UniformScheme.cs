using Experiments.Configuration;
using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>U(a, b), PyTorch's <c>uniform_</c>; its standard deviation is (b − a)/√12.</summary>
public sealed record UniformScheme : Scheme, IValidated
{
    [Option("a", "Lower bound.")]
    public double A { get; init; }

    [Option("b", "Upper bound.")]
    public double B { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (A > B)
            yield return "a must not be above b";
        else if (!float.IsFinite((float)(B - A)))
            yield return "a and b are further apart than 3.4028235e38, the largest number that 32 bits hold";
    }

    /// <inheritdoc/>
    public override double? Std(InitTarget target) => (B - A) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.uniform_(A, B, generator: generator);
}
