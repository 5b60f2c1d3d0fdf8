using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Theory;

/// <summary>Distribution of a weight or a bias as far as theory needs it; not its values.</summary>
/// <param name="Std">Standard deviation over all entries, zeros included.</param>
public sealed record ParameterLaw(double Mean, double Std)
{
    /// <summary>Law of a parameter that is absent, or all 0.</summary>
    public static ParameterLaw Zero { get; } = new(0, 0);

    /// <summary>Whether rows or columns are orthonormal up to a factor, so that squared lengths fluctuate otherwise than under independent draws.</summary>
    public bool IsOrthogonal { get; init; }

    /// <summary>How much more squares of entries vary than those of normal ones (<see cref="Scheme.ExcessKurtosis"/>).</summary>
    public double ExcessKurtosis { get; init; }

    /// <summary>Why nothing can be predicted; null if it can.</summary>
    public string? Unknown { get; init; }

    public static ParameterLaw Of(ParameterPlan plan)
    {
        if (plan is { Scheme: null, Layer.Kind: LayerKind.Norm })
            return new ParameterLaw(plan.Target.Parameter == "weight" ? 1 : 0, 0);
        if (plan.Scheme is not { } scheme || plan.Std is not { } std)
            return No($"the values of {plan.Name} are not known before ({plan.Description})");
        if (MeanOf(scheme, plan.Target) is not { } mean)
            return No($"the mean of {plan.Name} is not known before ({plan.Description})");
        if (!plan.Target.IsMatrix)
            return new ParameterLaw(mean, std);
        if (scheme.IsUniformlyConstant)
            return mean == 0 && scheme is ZerosScheme or ConstantScheme ? Zero : No($"{plan.Name} is not random: all its entries are equal ({plan.Description})");
        if (scheme is EyeScheme or DiracScheme)
            return No($"{plan.Name} is not random ({plan.Description})");
        return Math.Abs(mean) > 1e-6 * std
            ? No($"the mean of {plan.Name} is not 0 ({plan.Description})")
            : new ParameterLaw(0, std) { IsOrthogonal = scheme is OrthogonalScheme, ExcessKurtosis = scheme.ExcessKurtosis(plan.Target) };
    }

    private static ParameterLaw No(string reason) => new(double.NaN, double.NaN) { Unknown = reason };

    private static double? MeanOf(Scheme scheme, InitTarget target) => scheme switch
    {
        OnesScheme => 1,
        ConstantScheme constant => target.ValueOf(constant.Value),
        NormalScheme normal => target.ValueOf(normal.Mean),
        UniformScheme uniform => (target.ValueOf(uniform.A) + target.ValueOf(uniform.B)) / 2,
        TruncNormalScheme cut => MeanBetweenCuts(target.ValueOf(cut.Mean), target.ValueOf(cut.A), target.ValueOf(cut.B)),
        TorchDefaultScheme when target.Layer.Kind == LayerKind.Norm => target.Parameter == "weight" ? 1 : 0,
        _ => 0,
    };

    // Asymmetric cuts move the mean.
    private static double? MeanBetweenCuts(double mean, double a, double b) =>
        Math.Abs(mean - a - (b - mean)) < 1e-9 * (b - a) ? mean : null;
}
