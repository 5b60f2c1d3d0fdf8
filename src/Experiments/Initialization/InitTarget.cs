using Experiments.Configuration;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>The parameter that a scheme is to fill.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Parameter">Its name in the layer: <c>weight</c> or <c>bias</c>.</param>
/// <param name="Shape">Its shape.</param>
public sealed record InitTarget(Layer Layer, string Parameter, IReadOnlyList<long> Shape)
{
    /// <summary>Its name in the network, such as <c>features.0.weight</c>.</summary>
    public string FullName => Layer.Name.Length == 0 ? Parameter : $"{Layer.Name}.{Parameter}";

    /// <summary>Whether it is the weight of a linear or a convolution layer.</summary>
    public bool IsMatrix => Layer.IsWeighted && Parameter == "weight";

    /// <summary>PyTorch's fans of the layer's weight, from its shape alone: what the schemes that PyTorch has use.</summary>
    public Fans TorchFans => Fans.Of(Layer.WeightShape);

    /// <summary>The connections of the layer, groups respected: what the schemes use that PyTorch does not have.</summary>
    public Fans ConnectionFans => Layer.Fans ?? TorchFans;

    /// <summary>What an option comes to for this parameter; NaN where it needs a name that has no value here.</summary>
    public double ValueOf(Expression expression) => expression.Value(name => LayerNames.Of(name, this) ?? double.NaN);
}
