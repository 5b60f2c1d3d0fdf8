using Experiments.Comparison.Keys;
using Experiments.Statistics;
using Experiments.Training;

namespace Experiments.Comparison;

/// <summary>
/// Compares labels by one metric. The seed is the unit of replication: where there are other axes, a seed's value is the mean over their
/// points, so that ten seeds at three learning rates are ten, not thirty, observations.
/// </summary>
public static class Comparer
{
    /// <summary>Number of resamples behind the interval of a probability of improvement.</summary>
    public const int ImprovementResamples = 2000;

    /// <param name="collection">Every label must have runs at the same points (<see cref="SharedPoints"/>).</param>
    /// <exception cref="InputException">A run lacks the coordinate, none has the metric, or two runs can't be told apart.</exception>
    public static ComparisonResult Compare(RunCollection collection, ComparisonRequest request)
    {
        var runs = collection.Runs;
        if (runs.Count == 0)
            throw new InputException("None of the runs is over yet, so there is nothing to compare.");
        if (runs.FirstOrDefault(run => !run.Coordinates.ContainsKey(request.By)) is { } without)
            throw new InputException($"--by '{request.By}': '{without.Folder}' has no such coordinate.");
        if (runs.All(run => run.Coordinates[request.By] == RunReader.NoValue))
            throw new InputException(
                $"--by '{request.By}': no run has such an axis or config key; an axis of the sweep, or a key such as init.weight.scheme, "
                    + $"is expected.");
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
        // The first pair is computed alone: the random signs that it draws are cached for the others.
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
        // A seed's value is a mean over the strata, as in the differences beside it: one row, one unit.
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
            yield return $"{collection.Failed} failed run{(collection.Failed == 1 ? " is" : "s are")} left out: a failure of the machine "
                + $"says nothing of the policy.";
        if (collection.Unfinished > 0)
            yield return $"{collection.Unfinished} run{(collection.Unfinished == 1 ? " is" : "s are")} not over yet.";
        if (scores.Worst is { } worst)
        {
            var counts = $"as the worst value that any run of its kind had, at its start or at its end ({CanonicalJson.Number(worst)}).";
            if (groups.Any(group => group.Diverged > 0))
                yield return $"A run that diverged counts {counts}";
            if (groups.Sum(group => group.WithoutValue) is > 0 and var count)
                yield return $"{count} run{(count == 1 ? "" : "s")} completed without a finite {request.Metric}; each counts {counts}";
        }
        if (pairs.Count > 0 && groups.Max(group => group.PerSeed.Count) is var most && pairs.Any(pair => pair.Test.Pairs < most))
            yield return "Some pairs share fewer seeds than there are; only the shared ones are compared.";
        if (SmallestP(pairs) is { } smallest && smallest > request.Alpha)
            yield return $"So few seeds can't bring the corrected p below {CanonicalJson.Number(smallest)}: nothing can be called "
                + $"separated at {CanonicalJson.Number(request.Alpha)}.";
        foreach (var group in groups.Where(group => group.PerSeed.Count < 2))
            yield return $"{group.Label} has {(group.PerSeed.Count == 0 ? "no seed that all other axes share" : "one seed")}: too few for "
                + $"an interval.";
    }

    private sealed record RankTable(IReadOnlyList<double> MeanRanks, double? FriedmanP);
}
