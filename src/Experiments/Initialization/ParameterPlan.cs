using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>How one parameter starts.</summary>
/// <param name="Target">The parameter and its layer.</param>
/// <param name="Scheme">The scheme that fills it, <c>auto</c> resolved; null where it keeps what its constructor gave it.</param>
/// <param name="Description">The scheme in words.</param>
/// <param name="Std">The standard deviation that its values will have; null where it isn't known before.</param>
public sealed record ParameterPlan(InitTarget Target, Scheme? Scheme, string Description, double? Std)
{
    /// <summary>The number of the rule of <c>init.rules</c> that chose the scheme; null where <c>init.weight</c> or <c>init.bias</c> did, or nothing.</summary>
    public int? Rule { get; init; }

    /// <summary>The parameter's name in the network.</summary>
    public string Name => Target.FullName;

    /// <summary>Its layer.</summary>
    public Layer Layer => Target.Layer;

    /// <summary>Its shape.</summary>
    public IReadOnlyList<long> Shape => Target.Shape;
}
