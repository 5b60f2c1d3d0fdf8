using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>The names that an expression of a policy may use, and their values for a parameter.</summary>
public static class LayerNames
{
    private static readonly IReadOnlyList<(string Name, string Meaning, Func<InitTarget, double?> Of)> Rows =
    [
        ("fan_in", "the weights that one output of the layer is summed over, groups respected; for a bias, of its layer",
            target => Fans(target)?.In),
        ("fan_out", "the weights that one input of the layer is multiplied with, groups respected",
            target => Fans(target)?.Out),
        ("receptive_field", "the positions of a convolution's kernel, 9 for 3×3; 1 for a linear layer",
            target => Fans(target) is null ? null : target.Layer.WeightShape.Skip(2).Aggregate(1.0, (product, size) => product * size)),
        ("depth", "the layer's number among the linear and convolution layers, the first is 1 (the key depth of a rule counts from 0)",
            target => target.Layer.Depth + 1),
        ("layers", "how many linear and convolution layers the network has",
            target => target.Layer.Depth is null ? null : target.Layer.DepthCount),
        ("branches", "how many residual branches with linear or convolution layers the network has: L in Fixup; 0 where it is not residual",
            target => target.Layer.BranchCount),
        ("branch_layers", "how many linear and convolution layers the residual branch has in which the layer stands: m in Fixup; no value "
            + "outside of branches",
            target => target.Layer.Branch?.LayerCount),
        ("gain", "the gain of the activation that follows: PyTorch's calculate_gain where it has one, otherwise 1/√E φ(z)²; 1 where "
            + "nothing follows",
            target => Gains.For(Gains.Auto, slope: null, target.Layer.Activation)),
    ];

    public static IReadOnlyList<string> Known { get; } = [.. Rows.Select(row => row.Name)];

    public static IReadOnlyList<ExpressionName> Meanings { get; } = [.. Rows.Select(row => new ExpressionName(row.Name, row.Meaning))];

    /// <summary>Value of a name for a parameter; null if it has none there, as fan_in of a normalisation.</summary>
    public static double? Of(string name, InitTarget target) => Rows.Single(row => row.Name == name).Of(target);

    private static Fans? Fans(InitTarget target) => target.Layer.WeightShape.Count >= 2 ? target.ConnectionFans : null;
}
