using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>A scheme with std = gain / √fan: a preset of <see cref="VarianceScaling"/>, or a structured matrix whose entries have this
/// standard deviation.</summary>
public abstract record FanScheme : Scheme
{
    private protected abstract VarianceScaling Primitive(InitTarget target);

    private protected virtual Fans FansOf(InitTarget target) => target.TorchFans;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (target.Parameter != "weight" || target.Shape.Count < 2)
            return "needs a weight with at least two dimensions, because fan_in and fan_out are not defined for others";
        return target.Shape.Contains(0) ? "needs a weight that is not empty" : null;
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => Primitive(target).Law(FansOf(target));

    /// <inheritdoc/>
    public sealed override double? Gain(InitTarget target) => Primitive(target).Gain;

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => Primitive(target).PyTorch(FansOf(target), tensor);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        Primitive(target).Fill(tensor, FansOf(target), generator);
}
