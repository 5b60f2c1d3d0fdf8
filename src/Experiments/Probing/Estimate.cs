namespace Experiments.Probing;

/// <summary>A number measured over seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">The sample standard deviation (divided by n − 1) over √n; NaN for a single seed.</param>
/// <param name="Count">Seeds, n.</param>
public readonly record struct Estimate(double Mean, double StandardError, int Count)
{
    /// <summary>The estimate from the values of the seeds; null where there are none.</summary>
    public static Estimate? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        var mean = values.Average();
        if (values.Count == 1)
            return new Estimate(mean, double.NaN, 1);
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new Estimate(mean, Math.Sqrt(variance / values.Count), values.Count);
    }
}
