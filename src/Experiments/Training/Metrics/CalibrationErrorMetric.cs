using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Expected calibration error over 15 bins of equal width: Σ n_b/N · |accuracy_b − mean confidence_b|, where the confidence is the
/// probability of the most probable class. C. Guo et al., On calibration of modern neural networks, 2017.
/// </summary>
public sealed class CalibrationErrorMetric : ClassificationMetric
{
    private const int Bins = 15;

    /// <inheritdoc/>
    public override string Name => "ece";

    /// <inheritdoc/>
    public override string Summary => "Expected calibration error over 15 bins of equal width.";

    /// <inheritdoc/>
    public override bool IsHigherBetter => false;

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) => new(
        $"torch.zeros({Bins}, dtype=torch.float64)",
        $"{Name} = add_gaps({Name}, output, target)",
        $"in_order({Name}.abs().tolist()) / n",
        $$"""
        def add_gaps(gaps, output, target):
            # For each of the {{Bins}} bins of confidence: correct predictions minus confidences.
            confidence = output.double().softmax(1).amax(1).cpu()
            bins = ((confidence * {{Bins}}).ceil().long() - 1).clamp(0, {{Bins}} - 1)
            return gaps.index_add_(0, bins, (output.argmax(1) == target).double().cpu() - confidence)
        """,
        InOrder);

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new Sums();

    private sealed class Sums : MetricSum
    {
        // Number of correct predictions minus the sum of confidences, by bin.
        private readonly double[] _gaps = new double[Bins];

        public override void Add(MetricBatch batch)
        {
            var confidence = batch.Output.to(ScalarType.Float64).softmax(1).amax([1L]).cpu();
            var right = batch.Predicted.eq(batch.Targets).to(ScalarType.Float64).cpu();
            var shares = MemoryMarshal.Cast<byte, double>(confidence.bytes);
            var hits = MemoryMarshal.Cast<byte, double>(right.bytes);
            for (var i = 0; i < shares.Length; i++)
            {
                // A bin includes its upper end. NaN is counted in the first bin.
                var bin = double.IsNaN(shares[i]) ? 0 : Math.Clamp((int)Math.Ceiling(shares[i] * Bins) - 1, 0, Bins - 1);
                _gaps[bin] += hits[i] - shares[i];
            }
        }

        public override double Value(long examples) => _gaps.Sum(Math.Abs) / examples;
    }
}
