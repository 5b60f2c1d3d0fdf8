using Experiments.Comparison.Curves;
using Experiments.Runs;
using Experiments.Statistics;
using Experiments.Training;

namespace Experiments.Comparison;

/// <summary>Compares how many steps the runs of each label need to reach a target.</summary>
public static class Targets
{
    /// <summary>Computes the survival curve of each label and tests each pair of labels.</summary>
    /// <param name="by">Coordinate whose labels are compared.</param>
    /// <param name="metric"><c>SPLIT.METRIC</c>.</param>
    public static TargetResult Of(IReadOnlyList<RunResult> runs, string by, string metric, double value)
    {
        var waits = new Waiting[runs.Count];
        // A diverged run never reaches the target, so it is censored at the end of the longest run. If a diverged run were censored at its
        // last step, it would count as a run that might still have reached the target.
        var longest = runs.Max(run => run.Steps);
        Parallel.For(0, runs.Count, i => waits[i] = WaitOf(runs[i], metric, value, longest));
        var groups = runs.Zip(waits).GroupBy(pair => pair.First.Coordinates[by])
            .Select(group => (Label: group.Key, Waits: group.Select(pair => pair.Second).ToList())).ToList();
        var pairs = groups.SelectMany((first, i) => groups.Skip(i + 1)
            .Select(second => (First: first.Label, Second: second.Label, P: LogRank.PValue(first.Waits, second.Waits)))).ToList();
        var tested = pairs.Where(pair => pair.P is not null).ToList();
        var corrected = tested.Zip(Holm.Adjust([.. tested.Select(pair => pair.P!.Value)])).ToDictionary(both => both.First,
            both => both.Second);
        return new TargetResult(
            metric, value, [.. groups.Select(group => (group.Label, KaplanMeier.Of(group.Waits)))],
            [.. pairs.Select(pair => (pair.First, pair.Second, corrected.TryGetValue(pair, out var p) ? p : (double?)null))]);
    }

    private static Waiting WaitOf(RunResult run, string metric, double value, long longest)
    {
        var file = RunFolder.Open(run.Folder).Metrics;
        if (!File.Exists(file))
            throw new InputException(
                $"The file '{file}' is missing. This file is needed to find when the run reached {metric} = "
                    + $"{CanonicalJson.Number(value)}.");
        var (split, name) = (metric.Split('.')[0], metric.Split('.')[1]);
        foreach (var (step, found) in MetricLines.Read(file, split, name))
        {
            if (Metrics.Reaches(name, found, value))
                return new Waiting(step, true);
        }

        return new Waiting(run.IsDiverged ? longest : run.Steps, false);
    }
}
