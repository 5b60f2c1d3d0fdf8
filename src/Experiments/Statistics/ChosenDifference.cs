namespace Experiments.Statistics;

/// <summary>
/// Difference between two procedures that each choose a value as <see cref="ChosenValue"/> does. Both procedures use the same resamples of
/// the same seeds. In each resample, both procedures choose a value again; the difference is between the reported means at the two chosen
/// values.
/// </summary>
/// <param name="Mean">Reported mean of the first procedure minus the reported mean of the second procedure, each at the value chosen on all
/// seeds.</param>
/// <param name="Interval">Percentile bootstrap interval of the difference; null for fewer than two seeds.</param>
public sealed record ChosenDifference(double Mean, Interval? Interval)
{
    /// <summary>Computes the difference and its interval.</summary>
    /// <param name="first">First procedure: selection metric (greater is better) and reported metric, each [values][seeds].</param>
    /// <param name="second">Second procedure: the same two metrics. The values may be others, but the seeds must be the same, in the same
    /// order.
    /// </param>
    /// <param name="level">1 − α; the interval ends at the quantiles α/2 and 1 − α/2.</param>
    public static ChosenDifference Of(
        (IReadOnlyList<IReadOnlyList<double>> Selection, IReadOnlyList<IReadOnlyList<double>> Outcome) first,
        (IReadOnlyList<IReadOnlyList<double>> Selection, IReadOnlyList<IReadOnlyList<double>> Outcome) second,
        long seed = 0, double level = 0.95, int resamples = Bootstrap.DefaultResamples)
    {
        Statistics.Interval.ThrowIfNoLevel(level);
        var seeds = first.Selection[0].Count;
        double[] all = [.. Enumerable.Range(0, seeds).Select(index => (double)index)];
        var mean = Reached(first, all) - Reached(second, all);
        if (seeds < 2)
            return new ChosenDifference(mean, null);
        var resampler = new Resampler(seed);
        var (drawn, estimates) = (new double[seeds], new double[resamples]);
        for (var i = 0; i < resamples; i++)
        {
            resampler.Resample(all, drawn);
            estimates[i] = Reached(first, drawn) - Reached(second, drawn);
        }
        return new ChosenDifference(mean, Bootstrap.Middle(estimates, level));
    }

    private static double Reached(
        (IReadOnlyList<IReadOnlyList<double>> Selection, IReadOnlyList<IReadOnlyList<double>> Outcome) procedure, double[] seeds) =>
        ChosenValue.MeanOf(procedure.Outcome[ChosenValue.Best(procedure.Selection, seeds)], seeds);
}
