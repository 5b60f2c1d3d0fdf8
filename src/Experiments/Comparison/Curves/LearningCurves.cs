using Experiments.Runs;
using Experiments.Statistics;

namespace Experiments.Comparison.Curves;

/// <summary>
/// Computes the mean of a metric over the seeds during training, separately at each point of the axes that are not compared. (A mean over
/// learning rates would mix runs that train with runs that collapse.) After the end of a completed run, the curve uses its last value.
/// After the end of a diverged run, the curve uses the value of the run in the comparison. This value also replaces evaluations without a
/// finite loss or metric. If only one axis exists, the last point of a curve therefore equals the mean in the table.
/// </summary>
public static class LearningCurves
{
    // Largest number of steps that a figure can show.
    private const int MostSteps = 160;

    // Largest number of panels on a page. If the axes that are not compared have more points, each curve is the mean over all these points,
    // as in the table.
    private const int MostPoints = 12;

    /// <summary>Whether separate curves are drawn for each point of the axes that are not compared.</summary>
    public static bool IsByPoint(ComparisonResult comparison) => comparison.Strata is > 1 and <= MostPoints;

    /// <summary>Returns the curve of each label, in the order of the comparison, at each point of the axes that are not compared. Empty if
    /// the runs never evaluated the metric.</summary>
    /// <exception cref="InputException">A file of a run can't be read.</exception>
    public static IReadOnlyList<LearningCurve> Of(RunCollection collection, ComparisonResult comparison)
    {
        var request = comparison.Request;
        var metric = MetricKey.Bare(request.Metric);
        var runs = collection.Runs;
        var scores = new Scores(collection, request.By, metric, comparison.IsHigherBetter);
        var evaluations = new IReadOnlyList<(long Step, double Value)>[runs.Count];
        var (split, name) = (metric.Split('.')[0], metric.Split('.')[1]);
        Parallel.For(0, runs.Count, i => evaluations[i] = MetricLines.Read(Path.Combine(runs[i].Folder, "metrics.jsonl"), split, name));
        var steps = Thinning.Of(
            [.. evaluations.SelectMany(list => list).Select(evaluation => evaluation.Step).Distinct().Order()], MostSteps);
        var byLabel = Enumerable.Range(0, runs.Count).ToLookup(i => runs[i].Coordinates[request.By]);
        var isByPoint = IsByPoint(comparison);
        return [.. comparison.Groups.SelectMany(Curves).Where(curve => curve.Points.Count > 0)];

        IEnumerable<LearningCurve> Curves(GroupResult group)
        {
            var traces = byLabel[group.Label].Select(i => new Trace(runs[i], collection.StratumOf(runs[i], request.By), evaluations[i],
                scores.WorstOf(runs[i]))).ToList();
            // A mean over points uses only the seeds that all points have, as in the table. The curve of a single point uses all seeds of
            // this point.
            return isByPoint
                ? scores.Strata.Select(point => Curve(group.Label, [.. traces.Where(trace => trace.Point == point)], steps, request.Level)
                    with { Point = point })
                : [Curve(group.Label, [.. traces.Where(trace => group.PerSeed.ContainsKey(trace.Run.Seed))], steps, request.Level)];
        }
    }

    private static LearningCurve Curve(string label, IReadOnlyList<Trace> traces, IReadOnlyList<long> steps, double level)
    {
        var bySeed = traces.GroupBy(trace => trace.Run.Seed).ToList();
        var points = new List<CurvePoint>();
        foreach (var step in steps)
        {
            var means = bySeed.Select(seed => seed.Select(trace => trace.At(step)).OfType<double>().ToList())
                .Where(values => values.Count > 0).Select(Sample.Mean).ToList();
            if (means.Count > 0)
                points.Add(new CurvePoint(step, Sample.Mean(means), StudentInterval.Of(means, level), means.Count));
        }

        return new LearningCurve(label, points);
    }

    /// <summary>Evaluations of one run; call <see cref="At"/> with increasing steps only.</summary>
    private sealed class Trace(RunResult run, string point, IReadOnlyList<(long Step, double Value)> evaluations, double worst)
    {
        private int _next;

        public RunResult Run => run;

        public string Point => point;

        public double? At(long step)
        {
            while (_next < evaluations.Count && evaluations[_next].Step <= step)
                _next++;
            if (run.IsDiverged && step >= run.Steps)
                return worst;
            return _next == 0 ? null : double.IsFinite(evaluations[_next - 1].Value) ? evaluations[_next - 1].Value : worst;
        }
    }
}
