using Experiments.Models;
using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>The parameter that a scheme is to fill.</summary>
/// <param name="Parameter">Its name in the layer: <c>weight</c> or <c>bias</c>.</param>
public sealed record InitTarget(Layer Layer, string Parameter, IReadOnlyList<long> Shape)
{
    /// <summary>Its name in the network, such as <c>features.0.weight</c>.</summary>
    public string FullName => Layer.Name.Length == 0 ? Parameter : $"{Layer.Name}.{Parameter}";

    /// <summary>Whether it is the weight of a linear or convolution layer.</summary>
    public bool IsMatrix => Layer.IsWeighted && Parameter == "weight";

    /// <summary>PyTorch's fans, from the shape of the layer's weight alone; for the schemes that PyTorch has.</summary>
    public Fans TorchFans => Fans.Of(Layer.WeightShape);

    /// <summary>Fans by the layer's connections, with groups; for the schemes that PyTorch does not have.</summary>
    public Fans ConnectionFans => Layer.Fans ?? TorchFans;

    /// <summary>Value of an option for this parameter; NaN if it needs a name that has no value here.</summary>
    public double ValueOf(Expression expression) => expression.Value(name => LayerNames.Of(name, this) ?? double.NaN);
}
