using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>U(a, b), PyTorch's <c>uniform_</c>; its standard deviation is (b − a)/√12.</summary>
public sealed record UniformScheme : Scheme, IValidated
{
    [Option("a", "Lower bound.")]
    public Expression A { get; init; } = 0;

    [Option("b", "Upper bound.")]
    public Expression B { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (A.Constant is { } a && B.Constant is { } b && Mistake(a, b) is { } mistake)
            yield return mistake;
    }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) =>
        Mistake(target.ValueOf(A), target.ValueOf(B)) is { } mistake ? $"can't draw: {mistake}" : null;

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        var (a, b) = (target.ValueOf(A), target.ValueOf(B));
        return new WeightLaw((a + b) / 2, (b - a) / Math.Sqrt(12)) { ExcessKurtosis = Distributions.UniformExcess };
    }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        $"nn.init.uniform_({tensor}, {Py.Number(target.ValueOf(A))}, {Py.Number(target.ValueOf(B))})";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        tensor.uniform_(target.ValueOf(A), target.ValueOf(B), generator: generator);

    private static string? Mistake(double a, double b)
    {
        if (a > b)
            return "a must not be above b";
        return float.IsFinite((float)(b - a)) ? null : "b - a exceeds 3.4028235e38, the largest float32";
    }
}
