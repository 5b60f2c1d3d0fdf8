namespace Experiments.Models;

/// <summary>A module with direct parameters, and information about the following modules. A layer refers to the parameters that its module
/// has when the layer is created. Moving the module to a device later replaces the module's parameters, but not the layer's.</summary>
/// <param name="Name">Path of the module, such as <c>features.0</c>; empty for the network itself.</param>
/// <param name="Parameters">Direct parameters with their names (<c>weight</c>, <c>bias</c>), in registration order.</param>
public sealed record Layer(string Name, LayerKind Kind, Module Module, IReadOnlyList<(string Name, Modules.Parameter Value)> Parameters)
{
    /// <summary>Name of <see cref="Kind"/> in a config.</summary>
    public string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>Index among the linear and convolution layers, from 0; null for other kinds.</summary>
    public int? Depth { get; init; }

    /// <summary>Number of linear and convolution layers in the network; 0 for layers of other kinds.</summary>
    public int DepthCount { get; init; }

    /// <summary>The first activation before the next linear or convolution layer; null if no activation is recognised.</summary>
    public ActivationOptions? Activation { get; init; }

    /// <summary>Whether a normalisation follows before the next linear or convolution layer.</summary>
    public bool FollowedByNorm { get; init; }

    /// <summary>Whether a batch normalisation follows before the next linear or convolution layer. A batch normalisation removes the part
    /// that all examples have in common.</summary>
    public bool FollowedByBatchNorm { get; init; }

    /// <summary>Whether one learned number, the same for all channels, is added to the layer's outputs before the activation, as in
    /// Fixup.</summary>
    public bool HasSharedBias { get; init; }

    /// <summary>
    /// Share of the layer's outputs that dropout keeps before the next linear or convolution layer; dropout divides the kept outputs by
    /// this share. The share is 1 without dropout, and also with alpha dropout, because alpha dropout preserves the moments.
    /// </summary>
    public double KeptShare { get; init; } = 1;

    /// <summary>Position in a residual branch; null outside branches.</summary>
    public BranchPlace? Branch { get; init; }

    /// <summary>Whether the layer is on the shortcut of a residual connection, such as a projection to another shape.</summary>
    public bool IsShortcut { get; init; }

    /// <summary>Number of residual branches with linear or convolution layers in the network: L in Fixup (Zhang et al. 2019); 0 if the
    /// network is not residual.</summary>
    public int BranchCount { get; init; }

    /// <summary>Number of groups of a convolution; 1 for other layers.</summary>
    public long Groups => Module switch
    {
        Modules.Convolution convolution => convolution.groups,
        IWeightedModule weighted => weighted.Groups,
        _ => 1,
    };

    /// <summary>Whether the layer is a transposed convolution, whose weight has the shape [inputs, outputs / groups, kernel…].</summary>
    public bool IsTransposed => Module.GetName().StartsWith("ConvTranspose", StringComparison.Ordinal);

    /// <summary>Shape of the parameter <c>weight</c>; empty if the layer has no such parameter. The shape stays valid after the network is
    /// disposed.</summary>
    public IReadOnlyList<long> WeightShape { get; } = Parameters.FirstOrDefault(parameter => parameter.Name == "weight").Value?.shape ?? [];

    /// <summary>Number of values in the direct parameters.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Value.shape.Aggregate(1L, (product, size) => product * size));

    /// <summary>Whether the layer is linear or a convolution; <c>init.weight</c> and <c>init.bias</c> apply to these layers only.</summary>
    public bool IsWeighted => Kind is LayerKind.Linear or LayerKind.Conv;

    /// <summary>Whether another linear or convolution layer follows.</summary>
    public bool IsHidden => Depth is { } depth && depth < DepthCount - 1;

    /// <summary>Fans computed from the connections, including groups; null except for linear and convolution layers.</summary>
    public Fans? Fans => IsWeighted && WeightShape.Count >= 2 ? ConnectionFans() : null;

    // A transposed convolution stores [inputs, outputs / groups, kernel…], so fan_in and fan_out are swapped.
    private Fans ConnectionFans()
    {
        var fans = Models.Fans.Of(WeightShape, Groups);
        return IsTransposed ? new Fans(fans.Out, fans.In) : fans;
    }
}
