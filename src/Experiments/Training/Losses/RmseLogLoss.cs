using System.Globalization;
using Experiments.Configuration;
using Experiments.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// Root mean squared error of the logarithm, √(mean (log max(ŷ, 1) − log y)²), the measure of house-price tasks: an error of ten
/// per cent weighs the same for a cheap house and a dear one. A prediction below 1 counts as 1, and has no gradient there.
/// </summary>
public sealed record RmseLogLoss : LossOptions
{
    /// <inheritdoc/>
    public override Tensor OfBatch(Tensor output, Tensor target) =>
        functional.mse_loss(LogOf(output), target.log(), reduction: Reduction.Mean).sqrt();

    /// <inheritdoc/>
    public override Tensor Terms(Tensor output, Tensor target) =>
        functional.mse_loss(LogOf(output), target.log(), reduction: Reduction.None);

    /// <inheritdoc/>
    public override double OfMean(double mean) => Math.Sqrt(mean);

    /// <inheritdoc/>
    public override void Check(DataDescription data)
    {
        CheckTask(data, TaskKind.Regression);
        if (data.LogTarget)
        {
            throw new InputException(
                "loss: rmse_log takes the logarithm of the target, and data.log_target has taken it already; use mse with log_target, or rmse_log without.");
        }
    }

    /// <inheritdoc/>
    public override void CheckTargets(DataSplits data)
    {
        using var scope = NewDisposeScope();
        foreach (var split in new[] { data.Train, data.Validation, data.Test }.OfType<Split>())
        {
            var least = split.Targets.min().to(ScalarType.Float64).item<double>();
            if (least <= 0)
            {
                throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"loss: rmse_log takes the logarithm of the target, and the {split.Name} split has the target {least:R}, which has none; use mse, or a target that is above 0 throughout."));
            }
        }
    }

    private static Tensor LogOf(Tensor prediction) => prediction.clamp_min(1.0).log();
}
