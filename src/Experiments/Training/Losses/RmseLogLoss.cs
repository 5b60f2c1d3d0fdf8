using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// Root mean squared error of the logarithm, √(mean (ℓ(ŷ) − log y)²), the measure of house-price tasks: an error of ten per cent weighs
/// the same for a cheap house and a dear one. ℓ is the logarithm from 1 on, and its tangent ŷ − 1 below, so that a network that
/// starts around 0, where prices are not, has a gradient that leads it out.
/// </summary>
public sealed record RmseLogLoss : LossOptions
{
    // The root's slope is infinite at 0: a batch with no error would have a NaN gradient.
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
    public override void Check(DataDescription data)
    {
        CheckTask(data, TaskKind.Regression);
        if (data.LogTarget)
        {
            throw new InputException(
                "loss: rmse_log takes the logarithm of the target, and data.log_target has taken it already; use mse with log_target, or "
                    + "rmse_log without.");
        }
        if (data.TargetScale is not null)
        {
            throw new InputException(
                "loss: rmse_log takes the logarithm of the target, and a target that data.standardize_target has standardised has none; "
                    + "use mse with log_target and standardize_target, or rmse_log without.");
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
                    $"loss: rmse_log takes the logarithm of the target, and the {split.Name} split has the target {least:R}, which has "
                        + $"none; use mse, or a target that is above 0 throughout."));
            }
        }
    }

    private static Tensor LogOf(Tensor prediction) => prediction.clamp_min(1.0).log() + prediction.clamp_max(1.0) - 1.0;
}
