using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Distribution of a weight or a bias, as needed by the theory.</summary>
/// <param name="Std">Standard deviation over all entries, including zeros.</param>
public sealed record ParameterLaw(double Mean, double Std)
{
    /// <summary>Distribution of a parameter that does not exist or is 0.</summary>
    public static ParameterLaw Zero { get; } = new(0, 0);

    /// <summary>Whether the rows or columns of the weight are orthonormal up to a factor. With such weights, squared lengths fluctuate less
    /// than with independent entries.</summary>
    public bool IsOrthogonal { get; init; }

    /// <summary>Excess kurtosis of the entries (<see cref="WeightLaw.ExcessKurtosis"/>).</summary>
    public double ExcessKurtosis { get; init; }

    /// <summary>Variance of the outputs from which the standard deviation of the weights follows; null if the standard deviation is
    /// given.</summary>
    public double? OutputVariance { get; init; }

    /// <summary>Reason why the theory can't predict this parameter's effect; null if it can.</summary>
    public string? Unknown { get; init; }

    public static ParameterLaw Of(ParameterPlan plan)
    {
        if (plan is { Scheme: null, Layer.Kind: LayerKind.Norm })
            return new ParameterLaw(plan.Target.Parameter == "weight" ? 1 : 0, 0);
        if (plan.Scheme is AutoInitScheme scheme)
            return new ParameterLaw(0, double.NaN) { OutputVariance = scheme.TargetVariance, ExcessKurtosis = scheme.ExcessKurtosis };
        if (plan is not { Scheme: not null, Law: { } law })
            return No($"the values of {plan.Name} are not known in advance ({plan.Description})");
        if (!plan.Target.IsMatrix)
            return new ParameterLaw(law.Mean, law.Std) { ExcessKurtosis = law.IsCentred ? law.ExcessKurtosis : 0 };
        if (law.Entries == EntryKind.Equal)
            return law.Mean == 0 ? Zero : No($"{plan.Name} is not random: all its entries are equal ({plan.Description})");
        if (law.Entries == EntryKind.Fixed)
            return No($"{plan.Name} is not random ({plan.Description})");
        return law.IsCentred
            ? new ParameterLaw(0, law.Std) { IsOrthogonal = law.Entries == EntryKind.Orthogonal, ExcessKurtosis = law.ExcessKurtosis }
            : No($"the mean of {plan.Name} is not 0 ({plan.Description})");
    }

    private static ParameterLaw No(string reason) => new(double.NaN, double.NaN) { Unknown = reason };
}
