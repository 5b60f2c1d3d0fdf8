namespace Experiments.Training;

/// <summary>Accumulates a metric over the batches of a split, in float64, so that the batch size affects only rounding.</summary>
public abstract class MetricSum
{
    public abstract void Add(MetricBatch batch);

    /// <param name="examples">Number of examples added.</param>
    public abstract double Value(long examples);

    /// <summary>Creates a metric that is a function of the mean of one number per example.</summary>
    /// <param name="sum">Returns the sum of this number over a batch.</param>
    public static MetricSum OfMean(Func<MetricBatch, double> sum, Func<double, double>? ofMean = null) =>
        new Mean(sum, ofMean ?? (mean => mean));

    private sealed class Mean(Func<MetricBatch, double> sum, Func<double, double> ofMean) : MetricSum
    {
        private double _sum;

        public override void Add(MetricBatch batch) => _sum += sum(batch);

        public override double Value(long examples) => ofMean(_sum / examples);
    }
}
