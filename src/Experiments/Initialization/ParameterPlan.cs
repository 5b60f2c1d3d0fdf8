using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>How one parameter is initialised.</summary>
/// <param name="Scheme">The scheme that fills it, <c>auto</c> resolved; null if it keeps its constructor's values.</param>
/// <param name="Law">Law of its values; null if unknown in advance.</param>
public sealed record ParameterPlan(InitTarget Target, Scheme? Scheme, string Description, WeightLaw? Law)
{
    /// <summary>Standard deviation that its values will have; null if unknown in advance.</summary>
    public double? Std => Law?.Std;

    /// <summary>Index in <c>init.rules</c> of the rule that chose the scheme; null
    /// if <c>init.weight</c> or <c>init.bias</c> did, or none.</summary>
    public int? Rule { get; init; }

    public string Name => Target.FullName;

    public Layer Layer => Target.Layer;

    public IReadOnlyList<long> Shape => Target.Shape;
}
