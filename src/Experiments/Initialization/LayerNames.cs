using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>The names that an expression of a policy may use, and their values for a parameter.</summary>
public static class LayerNames
{
    private static readonly IReadOnlyList<(string Name, string Meaning, string Chinese, Func<InitTarget, double?> Of)> Rows =
    [
        ("fan_in", "the weights that one output of the layer is summed over, groups respected; for a bias, of its layer",
            "该层每个输出所求和的权重个数（考虑 groups）；对偏置则取其所在层的值", target => Fans(target)?.In),
        ("fan_out", "the weights that one input of the layer is multiplied with, groups respected",
            "该层每个输入所乘的权重个数（考虑 groups）", target => Fans(target)?.Out),
        ("receptive_field", "the positions of a convolution's kernel, 9 for 3×3; 1 for a linear layer",
            "卷积核的位置数，3×3 为 9；线性层为 1", target => Fans(target) is null ? null : target.Layer.WeightShape.Skip(2).Aggregate(1.0, (product, size) => product * size)),
        ("depth", "the layer's number among the linear and convolution layers, the first is 1 (the key depth of a rule counts from 0)",
            "该层在线性层与卷积层中的序号，第一层为 1（规则的 depth 键从 0 数起）", target => target.Layer.Depth + 1),
        ("layers", "how many linear and convolution layers the network has",
            "网络中线性层与卷积层的总数", target => target.Layer.Depth is null ? null : target.Layer.DepthCount),
        ("branches", "how many residual branches with linear or convolution layers the network has: L in Fixup; 0 where it is not residual",
            "网络中含线性层或卷积层的残差分支数，即 Fixup 中的 L；非残差网络为 0", target => target.Layer.BranchCount),
        ("branch_layers", "how many linear and convolution layers the residual branch has in which the layer stands: m in Fixup; no value outside of branches",
            "该层所在残差分支中线性层与卷积层的个数，即 Fixup 中的 m；不在分支中的层没有此值", target => target.Layer.Branch?.LayerCount),
        ("gain", "the gain of the activation that follows: PyTorch's calculate_gain where it has one, otherwise 1/√E φ(z)²; 1 where nothing follows",
            "其后激活函数的增益：PyTorch 的 calculate_gain 有则取之，否则为 1/√E φ(z)²；其后没有激活函数则为 1", target => Gains.For(Gains.Auto, slope: null, target.Layer.Activation)),
    ];

    public static IReadOnlyList<string> Known { get; } = [.. Rows.Select(row => row.Name)];

    public static IReadOnlyList<ExpressionName> Meanings { get; } = [.. Rows.Select(row => new ExpressionName(row.Name, row.Meaning, row.Chinese))];

    /// <summary>Value of a name for a parameter; null if it has none there, as fan_in of a normalisation.</summary>
    public static double? Of(string name, InitTarget target) => Rows.Single(row => row.Name == name).Of(target);

    private static Fans? Fans(InitTarget target) => target.Layer.WeightShape.Count >= 2 ? target.ConnectionFans : null;
}
