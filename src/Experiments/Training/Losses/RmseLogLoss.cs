using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Root mean squared error of the logarithm, √(mean (ℓ(ŷ) − log y)²), the usual measure for house prices. An error of 10% has the same
/// weight for cheap and for expensive houses. The function ℓ(ŷ) is log ŷ for ŷ ≥ 1. Below 1, ℓ(ŷ) is ŷ − 1, the tangent of the logarithm at
/// 1: a network whose first outputs are near 0 then gets a gradient that increases its outputs.
/// </summary>
public sealed record RmseLogLoss : LossOptions
{
    // The square root has an infinite slope at 0: a batch without any error would have a NaN gradient.
    private const double LeastSquare = 1e-24;

    /// <inheritdoc/>
    public override Tensor OfBatch(Tensor output, Tensor target) =>
        functional.mse_loss(LogOf(output), target.log(), reduction: Reduction.Mean).clamp_min(LeastSquare).sqrt();

    /// <inheritdoc/>
    public override Tensor Terms(Tensor output, Tensor target) =>
        functional.mse_loss(LogOf(output), target.log(), reduction: Reduction.None);

    /// <inheritdoc/>
    public override double OfMean(double mean) => Math.Sqrt(mean);

    /// <inheritdoc/>
    public override PyLoss? PyTorch() => new(
        $"F.mse_loss(log_of(output), target.log()).clamp_min({Py.Number(LeastSquare)}).sqrt()",
        "F.mse_loss(log_of(output), target.log(), reduction=\"none\")",
        "math.sqrt({0})",
        """
        def log_of(prediction):
            # The logarithm; below 1 its tangent at 1, so that small predictions have a gradient too.
            return prediction.clamp_min(1.0).log() + prediction.clamp_max(1.0) - 1.0
        """);

    /// <inheritdoc/>
    public override void Check(DataDescription data)
    {
        CheckTask(data, TaskKind.Regression);
        if (data.LogTarget)
        {
            throw new InputException(
                "loss: rmse_log takes the logarithm of the target, but data.log_target already takes this logarithm; use mse with "
                    + "log_target, or rmse_log without log_target.");
        }
        if (data.TargetScale is not null)
        {
            throw new InputException(
                "loss: rmse_log takes the logarithm of the target, but data.standardize_target makes targets 0 or negative; "
                    + "use mse with log_target and standardize_target, or rmse_log without these two keys.");
        }
    }

    /// <inheritdoc/>
    public override void CheckTargets(DataSplits data)
    {
        using var scope = NewDisposeScope();
        foreach (var split in data.Parts)
        {
            var least = split.Targets.min().to(ScalarType.Float64).item<double>();
            if (least <= 0)
            {
                throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"loss: rmse_log takes the logarithm of the target, but the {split.Name} split has the target {least:R}, which has no "
                        + $"logarithm; use mse, or make every target positive."));
            }
        }
    }

    private static Tensor LogOf(Tensor prediction) => prediction.clamp_min(1.0).log() + prediction.clamp_max(1.0) - 1.0;
}
