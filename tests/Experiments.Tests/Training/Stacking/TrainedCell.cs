namespace Experiments.Tests.Training.Stacking;

/// <summary>A cell after its training.</summary>
/// <param name="Before">Parameters and buffers at the start.</param>
/// <param name="After">Parameters and buffers at the end.</param>
/// <param name="Losses">The loss of each update.</param>
/// <param name="SharedUpdates">Number of updates whose gradients were computed together with other cells.</param>
internal sealed record TrainedCell(IReadOnlyDictionary<string, double[]> Before, IReadOnlyDictionary<string, double[]> After,
    IReadOnlyList<double> Losses, IReadOnlyList<string> Warnings, int SharedUpdates)
{
    /// <summary>
    /// Compares how much each tensor changed in this training and in <paramref name="other"/>, and returns the largest difference of these
    /// changes. The norm of the difference is divided by the norm of the tensor's change. For a tensor that hardly changes, the divisor is
    /// larger: the norm of a tensor whose elements all have the average change of the network's elements. (The gradient of a bias before a
    /// batch normalisation is 0 except for rounding.)
    /// </summary>
    public (string Tensor, double Difference) Furthest(TrainedCell other)
    {
        var changes = After.ToDictionary(pair => pair.Key, pair => Minus(pair.Value, Before[pair.Key]));
        var mean = Norm(changes.Values.SelectMany(values => values)) / Math.Sqrt(changes.Values.Sum(values => values.Length));
        return changes.Select(pair => (pair.Key,
                Norm(Minus(pair.Value, Minus(other.After[pair.Key], other.Before[pair.Key])))
                    / Math.Max(Norm(pair.Value), mean * Math.Sqrt(pair.Value.Length))))
            .MaxBy(pair => double.IsNaN(pair.Item2) ? double.MaxValue : pair.Item2);
    }

    private static double[] Minus(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a - b)];

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
