namespace Experiments.Statistics;

/// <summary>
/// Outcome of a procedure that chooses one of several values by a selection metric and reports another metric. For example, the learning
/// rate is chosen on the validation split, and the accuracy on the test split is reported. In each resample of the percentile bootstrap
/// over the seeds, the value is chosen again, so the interval includes the uncertainty of the choice (Efron 1979).
/// </summary>
/// <param name="Index">Index of the value with the best mean of the selection metric; if several values have equal means, the first of
/// them.</param>
/// <param name="Selection">Mean over the seeds of the selection metric at the chosen value.</param>
/// <param name="Outcome">Mean over the seeds of the reported metric at the chosen value.</param>
/// <param name="Shares">Share of the resamples in which each value is chosen; null for fewer than two seeds.</param>
/// <param name="Interval">Interval of the reported mean; null for fewer than two seeds.</param>
public sealed record ChosenValue(int Index, double Selection, double Outcome, IReadOnlyList<double>? Shares, Interval? Interval)
{
    /// <summary>Chooses a value and computes the interval of its reported mean.</summary>
    /// <param name="selection">Selection metric, [values][seeds]; greater is better.</param>
    /// <param name="outcome">Reported metric, [values][seeds], with the same seeds in the same order.</param>
    /// <param name="level">1 − α; the interval ends at the quantiles α/2 and 1 − α/2.</param>
    public static ChosenValue Of(IReadOnlyList<IReadOnlyList<double>> selection, IReadOnlyList<IReadOnlyList<double>> outcome,
        long seed = 0, double level = 0.95, int resamples = Bootstrap.DefaultResamples)
    {
        Statistics.Interval.ThrowIfNoLevel(level);
        var seeds = selection[0].Count;
        double[] all = [.. Enumerable.Range(0, seeds).Select(index => (double)index)];
        var best = Best(selection, all);
        var (chosen, reached) = (Sample.Mean(selection[best]), Sample.Mean(outcome[best]));
        if (seeds < 2)
            return new ChosenValue(best, chosen, reached, null, null);
        var resampler = new Resampler(seed);
        var (drawn, estimates, counts) = (new double[seeds], new double[resamples], new int[selection.Count]);
        for (var i = 0; i < resamples; i++)
        {
            resampler.Resample(all, drawn);
            var index = Best(selection, drawn);
            counts[index]++;
            estimates[i] = MeanOf(outcome[index], drawn);
        }
        return new ChosenValue(best, chosen, reached, [.. counts.Select(count => count / (double)resamples)],
            Bootstrap.Middle(estimates, level));
    }

    internal static int Best(IReadOnlyList<IReadOnlyList<double>> selection, double[] seeds)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var value = 0; value < selection.Count; value++)
        {
            if (MeanOf(selection[value], seeds) is var mean && mean > most)
                (best, most) = (value, mean);
        }
        return best;
    }

    internal static double MeanOf(IReadOnlyList<double> values, double[] seeds)
    {
        var sum = 0.0;
        foreach (var seed in seeds)
            sum += values[(int)seed];
        return sum / seeds.Length;
    }
}
