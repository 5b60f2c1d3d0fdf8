using Experiments.Native;

namespace Experiments.Training;

/// <summary>Computes the losses of all cells, and runs the backward pass from these losses.</summary>
internal static class StackedLoss
{
    private static readonly Lazy<ClassLossesFunction?> s_native =
        new(() => TorchLibrary.Loaded is { } torch ? ClassLossesFunction.Of(torch) : null);

    /// <summary>Adds the gradients of all cells' losses to the existing gradients. Returns the losses in float64, [cells].</summary>
    /// <param name="loss">The loss function of all cells.</param>
    /// <param name="targets">[cells, batch, …].</param>
    /// <param name="weight">Factor by which each loss is multiplied.</param>
    public static Tensor Backward(LossOptions loss, StackedSignal outputs, Tensor targets, double weight) =>
        loss is CrossEntropyLoss { LabelSmoothing: 0 } && targets.dim() == 2
            ? OfClasses(outputs.Together, targets, weight)
            : OfEach(loss, outputs.Apart, targets.unbind(0), weight);

    private static Tensor OfEach(LossOptions loss, IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> targets, double weight)
    {
        var losses = stack(outputs.Zip(targets, loss.OfBatch).Select(value => weight == 1 ? value : value * weight), 0);
        losses.sum().backward();
        return losses.detach().to(ScalarType.Float64);
    }

    // The gradient of a mean is the gradient of the sum, divided by the number of examples. Each returned loss is the mean over one cell's
    // examples; its terms are added in the same order as in separate training.
    private static Tensor OfClasses(Tensor logits, Tensor targets, double weight)
    {
        var (cells, examples) = (logits.size(0), logits.size(1));
        var logarithms = functional.log_softmax(logits, 2);
        var share = logits.dtype == ScalarType.Float64 ? weight / examples : (float)weight / examples;
        functional.nll_loss(logarithms.view([cells * examples, -1]), targets.flatten(), reduction: Reduction.Sum)
            .backward([full([], share, dtype: logits.dtype, device: logits.device)]);
        var losses = s_native.Value is { } native
            ? native.Call(logarithms, targets)
            : stack(logarithms.detach().unbind(0).Zip(targets.unbind(0), (own, classes) => functional.nll_loss(own, classes)), 0);
        return (weight == 1 ? losses : losses * weight).to(ScalarType.Float64);
    }
}
