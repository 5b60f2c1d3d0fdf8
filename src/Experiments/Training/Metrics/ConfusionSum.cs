using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Counts examples by class (row) and predicted class (column), and computes a metric from the counts.</summary>
internal sealed class ConfusionSum(int classes, Func<long[,], double>? value = null) : MetricSum
{
    public long[,] Counts { get; } = new long[classes, classes];

    /// <inheritdoc/>
    public override void Add(MetricBatch batch)
    {
        var cells = batch.Targets.mul(classes).add(batch.Predicted).bincount(null, (long)classes * classes).cpu();
        var counts = MemoryMarshal.Cast<byte, long>(cells.bytes);
        for (var i = 0; i < counts.Length; i++)
            Counts[i / classes, i % classes] += counts[i];
    }

    /// <summary>Returns a metric of the counts in an exported PyTorch script.</summary>
    /// <param name="function">Python function that computes the metric from the matrix of counts.</param>
    public static PyMetric PyTorch(string name, int classes, string function, params IReadOnlyList<string> definitions) => new(
        $"torch.zeros({classes * classes}, dtype=torch.int64)",
        $"{name} += torch.bincount(target * {classes} + output.argmax(1), minlength={classes * classes}).cpu()",
        $"{function}({name}.view({classes}, {classes}))",
        definitions);

    /// <inheritdoc/>
    public override double Value(long examples) => value?.Invoke(Counts) ?? double.NaN;

    /// <summary>
    /// Returns three counts for each class: the examples of the class, the predictions of the class, and the correct predictions.
    /// </summary>
    public static IEnumerable<(long Examples, long Predicted, long Right)> Classes(long[,] counts)
    {
        for (var k = 0; k < counts.GetLength(0); k++)
        {
            var (examples, predicted) = (0L, 0L);
            for (var other = 0; other < counts.GetLength(0); other++)
            {
                examples += counts[k, other];
                predicted += counts[other, k];
            }
            yield return (examples, predicted, counts[k, k]);
        }
    }
}
