using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², where ȳ is the mean of the targets in the split. If a network has several outputs, the metric is their
/// mean R². As in scikit-learn, R² for constant targets is 1 if all predictions are exact, otherwise 0.
/// </summary>
public sealed class RSquaredMetric : RegressionMetric
{
    /// <inheritdoc/>
    public override string Name => "r2";

    /// <inheritdoc/>
    public override string Summary => "Share of the target's variance that the predictions explain (R²).";

    /// <inheritdoc/>
    public override string Unit => "share";

    /// <inheritdoc/>
    public override bool IsHigherBetter => true;

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) => new(
        "(0, 0.0, 0.0, 0.0)",
        $"{Name} = add_{Name}({Name}, output, target)",
        $"1 - {Name}[3] / {Name}[2] if {Name}[2] > 0 else float({Name}[3] == 0)",
        $"""
        def add_{Name}(total, output, target):
            # Number, mean and squared deviations of the targets, and squared errors; batches are merged as by Chan et al. (1979).
            count, mean, spread, errors = total
            target = target.double()
            n, batch_mean = len(target), target.mean(0)
            shift = batch_mean.item() - mean
            mean += shift * n / (count + n)
            spread += (target - batch_mean).square().sum().item() + shift * shift * count * n / (count + n)
            return count + n, mean, spread, errors + (output.double() - target).square().sum().item()
        """);

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new Sums();

    private sealed class Sums : MetricSum
    {
        private long _count;
        private double[] _mean = [];
        private double[] _spread = [];
        private double[] _errors = [];

        public override void Add(MetricBatch batch)
        {
            var count = batch.Targets.shape[0];
            var targets = batch.Targets.to(ScalarType.Float64).reshape(count, -1);
            var mean = targets.mean([0L]);
            var spread = Numbers(targets.sub(mean).square().sum([0L]));
            Merge(count, Numbers(mean), spread, Numbers(batch.Errors.reshape(count, -1).square().sum([0L])));
        }

        public override double Value(long examples) =>
            _errors.Select((error, i) => _spread[i] > 0 ? 1 - (error / _spread[i]) : OfOneTarget(error)).Average();

        // R² for constant targets, as in scikit-learn.
        private static double OfOneTarget(double error) => double.IsNaN(error) ? double.NaN : error == 0 ? 1 : 0;

        // Combines means and squared deviations of two sets (Chan, Golub and LeVeque 1979).
        private void Merge(long count, double[] mean, double[] spread, double[] errors)
        {
            if (_count == 0)
                (_mean, _spread, _errors) = (new double[mean.Length], new double[mean.Length], new double[mean.Length]);
            for (var i = 0; i < mean.Length; i++)
            {
                var shift = mean[i] - _mean[i];
                _mean[i] += shift * count / (_count + count);
                _spread[i] += spread[i] + (shift * shift * _count * count / (_count + count));
                _errors[i] += errors[i];
            }
            _count += count;
        }

        private static double[] Numbers(Tensor tensor) => tensor.cpu().data<double>().ToArray();
    }
}
