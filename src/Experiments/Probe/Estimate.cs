namespace Experiments.Probe;

/// <summary>Mean of a number over seeds, with its standard error.</summary>
/// <param name="StandardError">The sample standard deviation (divided by n − 1) over √n; NaN for a single seed.</param>
/// <param name="Count">Number of seeds, n.</param>
public readonly record struct Estimate(double Mean, double StandardError, int Count)
{
    /// <summary>Computes the estimate from one value per seed; null without values.</summary>
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
