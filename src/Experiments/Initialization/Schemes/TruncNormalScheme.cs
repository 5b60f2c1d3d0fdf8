using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>N(mean, std²) truncated at a and b, PyTorch's <c>trunc_normal_</c>. The bounds are absolute: with std 0.02, the default ±2
/// truncates nothing.</summary>
public sealed record TruncNormalScheme : Scheme, IValidated
{
    [Option("mean", "Mean before truncation.")]
    public Expression Mean { get; init; } = 0;

    [Option("std", "Standard deviation before truncation.", Minimum = 0, ExclusiveMinimum = true)]
    public Expression StandardDeviation { get; init; } = 1;

    [Option("a", "Lower cut.")]
    public Expression A { get; init; } = -2;

    [Option("b", "Upper cut.")]
    public Expression B { get; init; } = 2;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Mean.Constant is { } mean && StandardDeviation.Constant is { } std && A.Constant is { } a && B.Constant is { } b
            && Mistake(mean, std, a, b) is { } mistake)
            yield return mistake;
    }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        var (mean, std, a, b) = At(target);
        return Mistake(mean, std, a, b) is { } mistake ? $"can't draw: {mistake}" : null;
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        var (mean, std, a, b) = At(target);
        return TruncatedNormal.Std(mean, std, a, b) is { } cut ? new WeightLaw(TruncatedNormal.Mean(mean, std, a, b), cut) : null;
    }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor)
    {
        var (mean, std, a, b) = At(target);
        return Py.Call("nn.init.trunc_normal_", [tensor], ("mean", mean, 0), ("std", std, 1), ("a", a, -2), ("b", b, 2));
    }

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        var (mean, std, a, b) = At(target);
        TruncatedNormal.Fill(tensor, mean, std, a, b, generator);
    }

    private (double Mean, double Std, double A, double B) At(InitTarget target) =>
        (target.ValueOf(Mean), target.ValueOf(StandardDeviation), target.ValueOf(A), target.ValueOf(B));

    private static string? Mistake(double mean, double std, double a, double b)
    {
        if (a >= b)
            return "a must be below b";
        return mean < a - (2 * std) || mean > b + (2 * std)
            ? "mean is more than two std outside the interval from a to b, where PyTorch's method is inexact; move mean nearer to the "
                + "interval or enlarge the interval"
            : null;
    }
}
