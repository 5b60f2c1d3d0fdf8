using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>The initialisation of one parameter.</summary>
/// <param name="Scheme">The scheme, with <c>auto</c> resolved; null if the parameter keeps its constructor's values.</param>
/// <param name="Law">Distribution of the values; null if unknown in advance.</param>
public sealed record ParameterPlan(InitTarget Target, Scheme? Scheme, string Description, WeightLaw? Law)
{
    /// <summary>Standard deviation of the values; null if unknown in advance.</summary>
    public double? Std => Law?.Std;

    /// <summary>Index in <c>init.rules</c> of the rule that chose the scheme; null if the scheme does not come from a rule.</summary>
    public int? Rule { get; init; }

    public string Name => Target.FullName;

    public Layer Layer => Target.Layer;

    public IReadOnlyList<long> Shape => Target.Shape;
}
