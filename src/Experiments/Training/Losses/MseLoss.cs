using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Mean of (prediction − target)² (<c>torch.nn.functional.mse_loss</c>).</summary>
public sealed record MseLoss : LossOptions
{
    /// <inheritdoc/>
    public override Tensor OfBatch(Tensor output, Tensor target) => functional.mse_loss(output, target, reduction: Reduction.Mean);

    /// <inheritdoc/>
    public override Tensor Terms(Tensor output, Tensor target) => functional.mse_loss(output, target, reduction: Reduction.None);

    /// <inheritdoc/>
    public override PyLoss? PyTorch() => new("F.mse_loss(output, target)", "F.mse_loss(output, target, reduction=\"none\")");

    /// <inheritdoc/>
    public override void Check(DataDescription data) => CheckTask(data, TaskKind.Regression);
}
