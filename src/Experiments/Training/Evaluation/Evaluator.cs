using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// Metrics of a whole split: in evaluation mode, without gradients, summed over examples in float64 and divided once, so that the size of the evaluation batches affects only
/// the rounding of a forward pass.
/// </summary>
public sealed class Evaluator(Module<Tensor, Tensor> model, LossOptions loss, DataDescription data, long batchSize)
{
    /// <summary>The metrics of a split, in the order of <see cref="Metrics.For"/>.</summary>
    public IReadOnlyList<Metric> Evaluate(Split split)
    {
        model.eval();
        using var noGradients = no_grad();
        var sums = new double[3];
        for (long start = 0; start < split.Count; start += batchSize)
            AddBatch(split, start, sums);
        model.train();
        var means = sums.Select(sum => sum / split.Count).ToArray();
        return [.. Metrics.For(data, loss).Select(name => new Metric(name, FromMeans(name, means)))];
    }

    /// <summary>The first non-finite value in the evaluation of a split.</summary>
    /// <param name="step">Updates made before it.</param>
    public NonFinite Find(Split split, long step)
    {
        var locator = new NonFiniteLocator(model);
        model.eval();
        for (long start = 0; start < split.Count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var (layer, tensor) = locator.InForward(Batch(split, start).Inputs);
            if (tensor != "loss")
                return new NonFinite(step, "evaluation", layer, tensor);
        }

        return new NonFinite(step, "evaluation", null, "loss");
    }

    // sums: loss terms; correct answers, or squared errors; absolute errors of numbers.
    private void AddBatch(Split split, long start, double[] sums)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Batch(split, start);
        var output = model.call(inputs);
        sums[0] += Sum(loss.Terms(output, targets));
        if (data.Task == TaskKind.Classification)
        {
            sums[1] += Sum(output.argmax(1).eq(targets));
            return;
        }

        var errors = output.to(ScalarType.Float64) - targets.to(ScalarType.Float64);
        sums[1] += Sum(errors.square());
        sums[2] += Sum(errors.abs());
    }

    // Views of the split.
    private (Tensor Inputs, Tensor Targets) Batch(Split split, long start)
    {
        var length = Math.Min(batchSize, split.Count - start);
        return (split.Inputs.narrow(0, start, length), split.Targets.narrow(0, start, length));
    }

    private static double Sum(Tensor terms) => terms.to(ScalarType.Float64).sum().item<double>();

    private double FromMeans(string metric, double[] means) => metric switch
    {
        "loss" => loss.OfMean(means[0]),
        "accuracy" => means[1],
        "rmse" => Math.Sqrt(means[1]),
        "mae" => means[2],
        // With a logarithmic target the error is already the logarithm's; otherwise the loss is rmse_log itself.
        "rmse_log" => data.LogTarget ? Math.Sqrt(means[1]) : loss.OfMean(means[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "No such metric."),
    };
}
