using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>The names that expressions in a policy may use, and their values for a parameter.</summary>
public static class LayerNames
{
    private static readonly IReadOnlyList<(string Name, string Meaning, Func<InitTarget, double?> Of)> Rows =
    [
        ("fan_in", "number of weights per output of the layer, within a group; for a bias, the fan_in of the same layer",
            target => Fans(target)?.In),
        ("fan_out", "number of weights per input of the layer, within a group",
            target => Fans(target)?.Out),
        ("receptive_field", "number of positions in a convolution's kernel, 9 for 3×3; 1 for a linear layer",
            target => Fans(target) is null ? null : target.Layer.WeightShape.Skip(2).Aggregate(1.0, (product, size) => product * size)),
        ("depth", "number of the linear or convolution layer, from 1 (the key depth of a rule counts from 0)",
            target => target.Layer.Depth + 1),
        ("layers", "number of linear and convolution layers in the network",
            target => target.Layer.Depth is null ? null : target.Layer.DepthCount),
        ("branches", "number of residual branches with linear or convolution layers, L in Fixup; 0 if the network is not residual",
            target => target.Layer.BranchCount),
        ("branch_layers", "number of linear and convolution layers in the layer's residual branch, m in Fixup; not defined outside "
            + "branches",
            target => target.Layer.Branch?.LayerCount),
        ("gain", "gain of the activation after the layer: from PyTorch's calculate_gain if that function knows the activation, "
            + "otherwise 1/√E φ(z)²; 1 without an activation",
            target => Gains.For(Gains.Auto, slope: null, target.Layer.Activation)),
    ];

    public static IReadOnlyList<string> Known { get; } = [.. Rows.Select(row => row.Name)];

    public static IReadOnlyList<ExpressionName> Meanings { get; } = [.. Rows.Select(row => new ExpressionName(row.Name, row.Meaning))];

    /// <summary>Returns the value of a name for a parameter; null if the name has no value for it, such as fan_in of a
    /// normalisation.</summary>
    public static double? Of(string name, InitTarget target) => Rows.Single(row => row.Name == name).Of(target);

    private static Fans? Fans(InitTarget target) => target.Layer.WeightShape.Count >= 2 ? target.ConnectionFans : null;
}
