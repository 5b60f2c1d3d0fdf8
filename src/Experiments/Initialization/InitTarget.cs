using Experiments.Models;
using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>A parameter to fill.</summary>
/// <param name="Parameter">Name in the layer: <c>weight</c> or <c>bias</c>.</param>
public sealed record InitTarget(Layer Layer, string Parameter, IReadOnlyList<long> Shape)
{
    /// <summary>Name in the network, such as <c>features.0.weight</c>.</summary>
    public string FullName => Layer.Name.Length == 0 ? Parameter : $"{Layer.Name}.{Parameter}";

    /// <summary>Whether the parameter is the weight of a linear or convolution layer.</summary>
    public bool IsMatrix => Layer.IsWeighted && Parameter == "weight";

    /// <summary>The fans as PyTorch computes them, from the shape of the layer's weight. Schemes that exist in PyTorch use these
    /// fans.</summary>
    public Fans TorchFans => Fans.Of(Layer.WeightShape);

    /// <summary>The fans computed from the layer's connections, including groups. Schemes that PyTorch does not have use these
    /// fans.</summary>
    public Fans ConnectionFans => Layer.Fans ?? TorchFans;

    /// <summary>Returns the value of an expression for this parameter; NaN if a name in the expression has no value for this
    /// parameter.</summary>
    public double ValueOf(Expression expression) => expression.Value(name => LayerNames.Of(name, this) ?? double.NaN);
}
