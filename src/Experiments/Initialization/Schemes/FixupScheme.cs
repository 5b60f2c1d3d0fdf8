using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// Initialisation of a residual network without normalisation. The last layer of each branch and the classifier are zero. In a network of L
/// branches with m layers each, the other layers of a branch are Kaiming times <c>L^(−1/(2m−2))</c>. All other weights are Kaiming with the
/// slope of the following rectifier. Biases are zero. So at the start only the shortcuts carry the signal, and the change of the outputs by
/// one step of SGD does not grow with L.
/// H. Zhang, Y. Dauphin and T. Ma, Fixup initialization: residual learning without normalization, 2019. (The paper's scalar
/// multipliers and biases belong to the model.)
/// </summary>
public sealed record FixupScheme : Scheme
{
    [Option("mode", "The fan of Kaiming's formula: fan_in preserves the size of the forward signal, fan_out the size of the gradient.",
        Allowed = ["fan_in", "fan_out"])]
    public string Mode { get; init; } = "fan_in";

    [Option("distribution", "Shape of the distribution.", Allowed = ["normal", "uniform"])]
    public string Shape { get; init; } = "normal";

    /// <inheritdoc/>
    public override Scheme Resolve(InitTarget target)
    {
        var layer = target.Layer;
        if (!layer.IsWeighted)
            return new TorchDefaultScheme();
        if (!target.IsMatrix || layer.Branch is { IsLast: true } || IsClassifier(layer))
            return new ZerosScheme();
        return new VarianceScalingScheme { Scale = KaimingScale(layer) * BranchFactor(layer), Mode = Mode, Shape = Shape };
    }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) => Resolve(target).Objection(target);

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => Resolve(target).Law(target);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => Resolve(target).Fill(tensor, target, generator);

    private static bool IsClassifier(Layer layer) => layer is { IsHidden: false, IsShortcut: false, Branch: null };

    // gain² of Kaiming's formula for rectifiers; the computed gain² for functions of no family (relu6, gelu); 1 for all others.
    private static double KaimingScale(Layer layer) => layer.Activation switch
    {
        { Family: ActivationFamily.Rectifier } rectifier => 2 / (1 + (rectifier.NegativeSlope * rectifier.NegativeSlope)),
        { Family: ActivationFamily.Other } other => Math.Pow(Gains.VariancePreserving(other), 2),
        _ => 1,
    };

    // The standard deviation is multiplied by L^(−1/(2m−2)), so the variance by L^(−1/(m−1)).
    private static double BranchFactor(Layer layer) =>
        layer.Branch is { } branch ? Math.Pow(layer.BranchCount, -1.0 / (branch.LayerCount - 1)) : 1;
}
