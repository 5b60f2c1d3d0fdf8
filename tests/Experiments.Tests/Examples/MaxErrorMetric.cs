using Experiments.Data;

namespace Experiments.Training;

/// <summary>Largest absolute error of the split.</summary>
public sealed class MaxErrorMetric : RegressionMetric
{
    /// <inheritdoc/>
    public override string Name => "max_error";

    /// <inheritdoc/>
    public override string Summary => "Largest absolute error.";

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new Largest();

    private sealed class Largest : MetricSum
    {
        private double _largest;

        public override void Add(MetricBatch batch) => _largest = Math.Max(_largest, batch.Errors.abs().max().item<double>());

        public override double Value(long examples) => _largest;
    }
}
