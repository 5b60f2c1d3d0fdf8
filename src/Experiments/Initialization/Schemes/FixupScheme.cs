using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// Initialisation of a residual network without normalisation. The last layer of each branch and the classifier are zero. In a network of L
/// branches with m layers each, the first m − 1 layers of a branch get Kaiming weights multiplied by <c>L^(−1/(2m−2))</c>. All weights
/// outside the branches are Kaiming with the slope of the following rectifier. Biases are zero. At the start, only the shortcuts therefore
/// transmit the signal. The amount by which one step of SGD changes the outputs does not grow with L. H. Zhang, Y. Dauphin and T. Ma, Fixup
/// initialization: residual learning without normalization, 2019. (The paper's scalar multipliers and biases belong to the model.)
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
    public override PyText? PyTorch(InitTarget target, string tensor) => Resolve(target).PyTorch(target, tensor);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => Resolve(target).Fill(tensor, target, generator);

    private static bool IsClassifier(Layer layer) => layer is { IsHidden: false, IsShortcut: false, Branch: null };

    // Returns gain²: the gain of Kaiming's formula for rectifiers, the computed gain for functions without a family (relu6, gelu), and 1
    // for all other functions.
    private static double KaimingScale(Layer layer) => layer.Activation switch
    {
        { Family: ActivationFamily.Rectifier } rectifier => 2 / (1 + (rectifier.NegativeSlope * rectifier.NegativeSlope)),
        { Family: ActivationFamily.Other } other => Math.Pow(Gains.VariancePreserving(other), 2),
        _ => 1,
    };

    // The standard deviation is multiplied by L^(−1/(2m−2)), so the variance is multiplied by L^(−1/(m−1)).
    private static double BranchFactor(Layer layer) =>
        layer.Branch is { } branch ? Math.Pow(layer.BranchCount, -1.0 / (branch.LayerCount - 1)) : 1;
}
