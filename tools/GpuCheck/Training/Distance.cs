namespace GpuCheck.Training;

/// <summary>Distance between two training runs of the same config.</summary>
/// <param name="Losses">max|ℓ − ℓ'| / max|ℓ| over all updates and evaluations.</param>
/// <param name="Weights">‖w − w'‖ / ‖w‖ over all weights after the last update.</param>
/// <param name="Trained">‖w − w₀‖ / ‖w‖, the relative change of the weights in training.</param>
internal sealed record Distance(double Losses, double Weights, double Trained)
{
    /// <summary>Computes the distance.</summary>
    /// <param name="reference">The training run with w, w₀ and ℓ.</param>
    /// <param name="other">The training run with w' and ℓ'.</param>
    public static Distance Measure(Outcome reference, Outcome other)
    {
        var (initial, last, others) = (Outcome.Numbers(reference.InitialFile), Outcome.Numbers(reference.LastFile),
            Outcome.Numbers(other.LastFile));
        var size = Norm(last);
        return new(Largest(Differences(reference.Losses, other.Losses)) / Largest(reference.Losses), Norm(Differences(last, others)) / size,
            Norm(Differences(last, initial)) / size);
    }

    /// <summary>Returns the distance between two lists: ‖a − b‖ / ‖a‖.</summary>
    public static double Relative(IReadOnlyList<double> reference, IReadOnlyList<double> other) =>
        Norm(Differences(reference, other)) / Norm(reference);

    private static double[] Differences(IReadOnlyList<double> one, IReadOnlyList<double> other) => one.Count == other.Count
        ? [.. one.Zip(other, (a, b) => a - b)]
        : throw new InvalidOperationException($"One run has {one.Count} numbers and the other has {other.Count}.");

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    // Returns the largest value. NaN counts as larger than any number.
    private static double Largest(IEnumerable<double> values) =>
        values.Aggregate(0.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
}
