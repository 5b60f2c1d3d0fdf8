using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// Computes the metrics of a whole split, in evaluation mode and without gradients. The evaluator adds the terms of the examples in float64
/// and divides each sum once, at the end. The size of the evaluation batches therefore affects only the rounding of the forward pass.
/// </summary>
/// <param name="names">The metrics to measure, in this order.</param>
public sealed class Evaluator(
    Module<Tensor, Tensor> model, LossOptions loss, DataDescription data, IReadOnlyList<string> names, long batchSize)
{
    private readonly Dictionary<string, long[,]> _confusions = [];

    private bool CountsConfusion => data.Task == TaskKind.Classification && data.Outputs <= ConfusionMatrix.MostClasses;

    /// <summary>
    /// Returns the confusion matrix of the latest evaluation of a split. Null if the split was not evaluated, or if the data has no classes
    /// or more than <see cref="ConfusionMatrix.MostClasses"/>.
    /// </summary>
    public ConfusionMatrix? Confusion(Split split) =>
        _confusions.TryGetValue(split.Name, out var counts) ? new ConfusionMatrix(split.Name, counts) : null;

    public IReadOnlyList<Metric> Evaluate(Split split)
    {
        model.eval();
        using var noGradients = no_grad();
        var sums = names.Select(name => MetricRegistry.Named(name).Start(data, loss)).ToList();
        if (CountsConfusion)
        {
            var confusion = new ConfusionSum(data.Outputs);
            sums.Add(confusion);
            _confusions[split.Name] = confusion.Counts;
        }
        for (long start = 0; start < split.Count; start += batchSize)
            AddBatch(split, start, sums);
        model.train();
        return [.. names.Select((name, i) => new Metric(name, sums[i].Value(split.Count)))];
    }

    /// <summary>Locates the first non-finite value in the evaluation of a split.</summary>
    /// <param name="step">Number of updates made before the evaluation.</param>
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

    private void AddBatch(Split split, long start, List<MetricSum> sums)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Batch(split, start);
        var batch = MetricBatch.Of(model.call(inputs), targets, loss, data.TargetScale);
        foreach (var sum in sums)
            sum.Add(batch);
    }

    private (Tensor Inputs, Tensor Targets) Batch(Split split, long start)
    {
        var length = Math.Min(batchSize, split.Count - start);
        return (split.Inputs.narrow(0, start, length), split.Targets.narrow(0, start, length));
    }
}
