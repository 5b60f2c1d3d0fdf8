using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Softmax cross-entropy of logits z and class y, −log softmax(z)_y, averaged over the
/// batch (<c>torch.nn.functional.cross_entropy</c>).</summary>
public sealed record CrossEntropyLoss : LossOptions
{
    [Option("label_smoothing", "Share of the target probability that is spread evenly over all classes (Szegedy et al., 2016).",
        Minimum = 0, Maximum = 1)]
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public override Tensor OfBatch(Tensor output, Tensor target) => Of(output, target, Reduction.Mean);

    /// <inheritdoc/>
    public override Tensor Terms(Tensor output, Tensor target) => Of(output, target, Reduction.None);

    /// <inheritdoc/>
    public override PyLoss? PyTorch()
    {
        var smoothing = LabelSmoothing == 0 ? "" : $", label_smoothing={Py.Number(LabelSmoothing)}";
        return new PyLoss($"F.cross_entropy(output, target{smoothing})", $"F.cross_entropy(output, target{smoothing}, reduction=\"none\")");
    }

    /// <inheritdoc/>
    public override void Check(DataDescription data) => CheckTask(data, TaskKind.Classification);

    private Tensor Of(Tensor output, Tensor target, Reduction reduction) =>
        functional.cross_entropy(output, target, weight: null, ignore_index: -100, reduction: reduction, label_smoothing: LabelSmoothing);
}
