using Experiments.Comparison.Keys;
using Experiments.Statistics;
using Experiments.Training;

namespace Experiments.Comparison;

/// <summary>
/// Compares labels by one metric. The seed is the unit of replication. If the sweep has more axes than the compared axis, a seed's value is
/// the mean over the points of these axes. For example, ten seeds at three learning rates are ten observations, not thirty.
/// </summary>
public static class Comparer
{
    /// <summary>Number of bootstrap resamples for the interval of a probability of improvement.</summary>
    public const int ImprovementResamples = 2000;

    /// <summary>Compares the labels of the requested coordinate by the requested metric.</summary>
    /// <param name="collection">Runs in which every label has the same points of the axes that are not compared
    /// (<see cref="SharedPoints"/>).</param>
    /// <exception cref="InputException">A run does not have the coordinate, no run has the metric, or two runs of one label have the same
    /// point and seed.</exception>
    public static ComparisonResult Compare(RunCollection collection, ComparisonRequest request)
    {
        var runs = collection.Runs;
        if (runs.Count == 0)
            throw new InputException("No run has finished yet, so there is nothing to compare. Wait until a run has finished.");
        if (runs.FirstOrDefault(run => !run.Coordinates.ContainsKey(request.By)) is { } without)
            throw new InputException($"--by '{request.By}': the run '{without.Folder}' has no such axis or config key.");
        if (runs.All(run => run.Coordinates[request.By] == RunReader.NoValue))
            throw new InputException(
                $"--by '{request.By}': no run has such an axis or config key. Give an axis of the sweep or a key such as "
                    + $"init.weight.scheme.");
        var isHigherBetter = Metrics.IsBetter(request.Metric.Split('.')[^1], 1, 0);
        var scores = new Scores(collection, request.By, request.Metric, isHigherBetter);
        var ranks = Ranking(scores, isHigherBetter);
        var byLabel = runs.ToLookup(run => run.Coordinates[request.By]);
        var groups = scores.Labels.AsParallel().AsOrdered()
            .Select(label => Group(label, [.. byLabel[label]], scores, request, ranks)).ToList();
        groups = [.. isHigherBetter ? groups.OrderByDescending(group => group.Summary.Mean) : groups.OrderBy(group => group.Summary.Mean)];
        var pairs = Pairs(groups, request, isHigherBetter);
        return new ComparisonResult(
            request, isHigherBetter, groups, pairs, SmallestP(pairs), ranks?.FriedmanP, scores.Strata.Count, scores.Worst,
            [.. Notes(collection, scores, groups, pairs, request)]) { Axes = OtherKeys.Varying(runs, [request.By, .. collection.Tied]) };
    }

    private static GroupResult Group(string label, IReadOnlyList<RunResult> own, Scores scores, ComparisonRequest request, RankTable? ranks)
    {
        var perSeed = scores.PerSeed(label, scores.Strata);
        double[] values = [.. perSeed.Values];
        return new GroupResult(
            label, own.Count, own.Count(run => run.IsDiverged), own.Count(run => run.IsWithout(request.Metric)),
            WilsonInterval.Of(own.Count(run => run.IsDiverged), own.Count, request.Level), perSeed,
            SampleSummary.Of(values), StudentInterval.Of(values, request.Level), InterquartileInterval(values, request),
            ranks?.MeanRanks[scores.Labels.IndexOf(label)]);
    }

    private static List<PairResult> Pairs(List<GroupResult> groups, ComparisonRequest request, bool isHigherBetter)
    {
        var both = groups.SelectMany((first, i) => groups.Skip(i + 1).Select(second => (First: first, Second: second))).ToList();
        // The first pair is computed before the remaining pairs run in parallel, because it draws and caches the random signs that all
        // pairs use.
        List<PairResult> pairs = [.. both.Take(1).Select(Compare), .. both.Skip(1).AsParallel().AsOrdered().Select(Compare)];
        var tested = pairs.Where(pair => pair.Test.PValue is not null).ToList();
        var corrected = tested.Zip(Holm.Adjust([.. tested.Select(pair => pair.Test.PValue!.Value)])).ToDictionary(both => both.First,
            both => both.Second);
        return [.. pairs.Select(
            pair => corrected.TryGetValue(pair, out var p) ? pair with { CorrectedP = p, IsSeparated = p <= request.Alpha } : pair)];

        PairResult Compare((GroupResult First, GroupResult Second) pair) => Pair(pair.First, pair.Second, request, isHigherBetter);
    }

    private static PairResult Pair(GroupResult first, GroupResult second, ComparisonRequest request, bool isHigherBetter)
    {
        var (firstBySeed, secondBySeed) = (first.PerSeed, second.PerSeed);
        var seeds = firstBySeed.Keys.Intersect(secondBySeed.Keys).ToList();
        double[] differences = [.. seeds.Select(seed => firstBySeed[seed] - secondBySeed[seed])];
        // All numbers in a row of the table are computed from the same values: for each seed, the mean over the strata.
        var (own, other) = (Upward(firstBySeed), Upward(secondBySeed));
        return new PairResult(
            first.Label, second.Label, PairedTest.Of(differences, request.Seed), StudentInterval.Of(differences, request.Level), null,
            EffectSize.Paired(differences), EffectSize.ProbabilityOfImprovement(own, other), ImprovementInterval(own, other, request),
            IsSeparated: false);

        double[] Upward(IReadOnlyDictionary<long, double> bySeed) =>
            [.. seeds.Select(seed => isHigherBetter ? bySeed[seed] : -bySeed[seed])];
    }

    private static Interval? InterquartileInterval(double[] values, ComparisonRequest request)
    {
        var mean = new InterquartileByRank([values]);
        return Bootstrap.Of(mean.Ranks, mean.Of, request.Seed, request.Level);
    }

    private static Interval? ImprovementInterval(double[] own, double[] other, ComparisonRequest request)
    {
        var improvement = new ImprovementByRank(own, other);
        return Bootstrap.Of([improvement.Ranks, improvement.OtherRanks], drawn => improvement.Of(drawn[0], drawn[1]), request.Seed,
            request.Level, ImprovementResamples);
    }

    private static double? SmallestP(List<PairResult> pairs)
    {
        var tested = pairs.Where(pair => pair.Test.Pairs > 0).ToList();
        return tested.Count == 0 ? null : Holm.SmallestPValue(tested.Max(pair => pair.Test.Pairs), tested.Count);
    }

    private static RankTable? Ranking(Scores scores, bool isHigherBetter)
    {
        var perLabel = scores.Labels.Select(label => scores.PerSeed(label, scores.Strata)).ToList();
        var seeds = perLabel.SelectMany(values => values.Keys).Distinct().ToList();
        if (scores.Labels.Count < 2 || seeds.Count == 0 || perLabel.Any(values => values.Count < seeds.Count))
            return null;
        var blocks = seeds.Select(
            seed => (IReadOnlyList<double>)[.. perLabel.Select(values => isHigherBetter ? -values[seed] : values[seed])]).ToList();
        return new RankTable(Ranks.Mean(blocks), Ranks.FriedmanPValue(blocks));
    }

    private static IEnumerable<string> Notes(RunCollection collection, Scores scores, List<GroupResult> groups, List<PairResult> pairs,
        ComparisonRequest request)
    {
        foreach (var note in collection.Notes)
            yield return note;
        if (collection.Failed > 0)
            yield return $"{collection.Failed} failed run{(collection.Failed == 1 ? " is" : "s are")} left out, because "
                + $"{(collection.Failed == 1 ? "its error is" : "their errors are")} not a result of the policy.";
        if (collection.Unfinished > 0)
            yield return $"{collection.Unfinished} run{(collection.Unfinished == 1 ? " has" : "s have")} not finished yet.";
        if (scores.Worst is { } worst)
        {
            var counts = $"as the worst initial or final value of all runs at the same point ({CanonicalJson.Number(worst)}).";
            if (groups.Any(group => group.Diverged > 0))
                yield return $"A run that diverged counts {counts}";
            if (groups.Sum(group => group.WithoutValue) is > 0 and var count)
                yield return $"{count} run{(count == 1 ? "" : "s")} completed without a finite {request.Metric}; each counts {counts}";
        }
        if (pairs.Count > 0 && groups.Max(group => group.PerSeed.Count) is var most && pairs.Any(pair => pair.Test.Pairs < most))
            yield return "Some pairs of labels do not share all seeds; each pair is compared on the seeds that both have.";
        if (SmallestP(pairs) is { } smallest && smallest > request.Alpha)
            yield return $"With so few seeds, the smallest possible corrected p is {CanonicalJson.Number(smallest)}, so no pair can be "
                + $"separated at level {CanonicalJson.Number(request.Alpha)}. Use more seeds.";
        foreach (var group in groups.Where(group => group.PerSeed.Count < 2))
            yield return group.PerSeed.Count == 0
                ? $"{group.Label} has no interval, because no seed has a run at every point of the other axes."
                : $"{group.Label} has no interval, because it has only one seed.";
    }

    private sealed record RankTable(IReadOnlyList<double> MeanRanks, double? FriedmanP);
}
