using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>A module with parameters of its own, and what stands after it. Holds the parameters as they were when it was made: moving a module replaces them.</summary>
/// <param name="Name">Path of the module, such as <c>features.0</c>; empty for the network itself.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Module">The module.</param>
/// <param name="Parameters">Its own parameters with their names in it (<c>weight</c>, <c>bias</c>), in registration order.</param>
public sealed record Layer(string Name, LayerKind Kind, Module Module, IReadOnlyList<(string Name, Modules.Parameter Value)> Parameters)
{
    /// <summary>The word for <see cref="Kind"/> in a config.</summary>
    public string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>Number among the linear and convolution layers, 0 the first; null for other kinds.</summary>
    public int? Depth { get; init; }

    /// <summary>How many linear and convolution layers the network has.</summary>
    public int DepthCount { get; init; }

    /// <summary>The activation that follows before the next linear or convolution layer; null where none is recognised.</summary>
    public ActivationOptions? Activation { get; init; }

    /// <summary>Whether a normalisation follows before the next linear or convolution layer.</summary>
    public bool FollowedByNorm { get; init; }

    /// <summary>Whether that is one over the batch, which takes away what examples have in common.</summary>
    public bool FollowedByBatchNorm { get; init; }

    /// <summary>Whether one number that all of its channels share and that is learned is added to its values before the activation, as Fixup's scalars are.</summary>
    public bool HasSharedBias { get; init; }

    /// <summary>Share of its values that dropout lets pass before the next linear or convolution layer, those that pass divided by it; 1 without dropout, and with alpha dropout, which keeps the moments.</summary>
    public double KeptShare { get; init; } = 1;

    /// <summary>Where in a residual branch it stands; null outside of branches.</summary>
    public BranchPlace? Branch { get; init; }

    /// <summary>Whether it stands on the shortcut of a residual connection, as a projection to another shape does.</summary>
    public bool IsShortcut { get; init; }

    /// <summary>How many residual branches with linear or convolution layers the network has: L in Fixup (Zhang et al. 2019); 0 where it is not residual.</summary>
    public int BranchCount { get; init; }

    /// <summary>Groups of a convolution, otherwise 1.</summary>
    public long Groups => Module switch
    {
        Modules.Convolution convolution => convolution.groups,
        IWeightedModule weighted => weighted.Groups,
        _ => 1,
    };

    /// <summary>Whether it is a transposed convolution, whose weight is stored as [inputs, outputs / groups, kernel…].</summary>
    public bool IsTransposed => Module.GetName().StartsWith("ConvTranspose", StringComparison.Ordinal);

    /// <summary>Shape of the parameter <c>weight</c>; empty where there is none. It outlives the network.</summary>
    public IReadOnlyList<long> WeightShape { get; } = Parameters.FirstOrDefault(parameter => parameter.Name == "weight").Value?.shape ?? [];

    /// <summary>How many numbers its own parameters hold.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Value.shape.Aggregate(1L, (product, size) => product * size));

    /// <summary>Whether it is a linear or a convolution layer: what <c>init.weight</c> and <c>init.bias</c> speak of.</summary>
    public bool IsWeighted => Kind is LayerKind.Linear or LayerKind.Conv;

    /// <summary>Whether linear or convolution layers come after it.</summary>
    public bool IsHidden => Depth is { } depth && depth < DepthCount - 1;

    /// <summary>The connections in and out, groups respected; null for layers that are not linear or convolutions.</summary>
    public Fans? Fans => IsWeighted && WeightShape.Count >= 2 ? ConnectionFans() : null;

    // A transposed convolution stores [inputs, outputs / groups, kernel…]: the sides swap.
    private Fans ConnectionFans()
    {
        var fans = Models.Fans.Of(WeightShape, Groups);
        return IsTransposed ? new Fans(fans.Out, fans.In) : fans;
    }
}
