using Experiments.Comparison.Keys;
using Experiments.Runs;
using Experiments.Statistics;
using Experiments.Training;

namespace Experiments.Comparison;

/// <summary>
/// Chooses the best value of a tuned key for each label, by the mean of the validation metric over the seeds. The reported metric at the
/// chosen value comes from another split. The intervals include the uncertainty of the choice, because the value is chosen anew in each
/// bootstrap resample of the seeds.
/// </summary>
public static class Tuner
{
    /// <summary>Chooses a value for each label and compares the labels at their chosen values.</summary>
    /// <param name="collection">Runs whose labels join the compared keys and then the tuned keys.</param>
    /// <param name="request">Request with the joined coordinate and the reported metric.</param>
    /// <param name="compared">Number of compared keys.</param>
    /// <exception cref="InputException">A run does not have the validation metric, or the tuned key has only one value.</exception>
    public static TunedResult Of(RunCollection collection, ComparisonRequest request, int compared)
    {
        var (runs, labels) = (collection.Runs, collection.Joined!);
        var tune = JoinedKeys.Name([.. labels.Keys.Skip(compared)]);
        var selection = SelectionOf(request.Metric, tune);
        if (labels.Parts.Values.Select(parts => string.Join(", ", parts.Skip(compared))).Distinct().Take(2).ToList() is [var only])
            throw new InputException($"all runs have {tune} = {only}, so there is nothing to choose.");
        if (runs.FirstOrDefault(run => !run.IsDiverged && !run.Final.ContainsKey(selection)) is { } without)
            throw new InputException($"the run '{without.Folder}' has no {selection}, which is needed to choose a value of {tune}. Train "
                + $"with a validation split (set data.validation).");
        var isHigherBetter = Metrics.IsBetter(request.Metric.Split('.')[^1], 1, 0);
        var (chooses, reports) = (new Scores(collection, request.By, selection, isHigherBetter),
            new Scores(collection, request.By, request.Metric, isHigherBetter));
        var sign = isHigherBetter ? 1 : -1;
        var candidates = reports.Labels.GroupBy(label => string.Join(", ", labels.Parts[label].Take(compared)))
            .Select(group => new TunedCandidates(group.Key,
                [.. group.Select(label => string.Join(", ", labels.Parts[label].Skip(compared)))],
                [.. group.Select(label => chooses.PerSeed(label, chooses.Strata))],
                [.. group.Select(label => reports.PerSeed(label, reports.Strata))])).ToDictionary(one => one.Label);
        var groups = candidates.Values.Select(one => Group(one, sign, request)).OrderBy(group => group.Chosen is null)
            .ThenBy(group => -sign * group.Chosen?.Outcome).ToList();
        var pairs = groups.SelectMany((first, i) => groups.Skip(i + 1).Select(second => (first, second))).AsParallel().AsOrdered()
            .Select(pair => Pair(candidates[pair.first.Label], candidates[pair.second.Label], sign, request)).OfType<TunedPair>().ToList();
        return new TunedResult(JoinedKeys.Name([.. labels.Keys.Take(compared)]), tune, request.Metric, selection, isHigherBetter,
            request.Level, ComparisonResult.UnitOf(reports.Strata.Count, OtherKeys.Varying(runs, [request.By, .. collection.Tied])), groups,
            [.. Notes(groups, tune)]) { Pairs = pairs };
    }

    private static string SelectionOf(string metric, string tune)
    {
        var (split, name) = (MetricKey.Bare(metric).Split('.')[0], metric.Split('.')[^1]);
        if (split == "validation")
            throw new InputException($"{metric} is used to choose the value of {tune}, so this metric can't be reported. Give --metric "
                + $"with another split, such as test.{name}.");
        return $"{(MetricKey.IsBest(metric) ? MetricKey.Best : "")}validation.{name}";
    }

    private static TunedGroup Group(TunedCandidates candidates, int sign, ComparisonRequest request)
    {
        if (candidates.Seeds.Count == 0)
            return new TunedGroup(candidates.Label, 0, candidates.Values, null);
        var (selection, outcome) = candidates.At(candidates.Seeds, sign);
        var chosen = ChosenValue.Of(selection, outcome, request.Seed, request.Level);
        return new TunedGroup(candidates.Label, candidates.Seeds.Count, candidates.Values,
            chosen with { Selection = sign * chosen.Selection });
    }

    private static TunedPair? Pair(TunedCandidates first, TunedCandidates second, int sign, ComparisonRequest request)
    {
        long[] seeds = [.. first.Seeds.Intersect(second.Seeds)];
        return seeds.Length == 0 ? null : new TunedPair(first.Label, second.Label, seeds.Length,
            ChosenDifference.Of(first.At(seeds, sign), second.At(seeds, sign), request.Seed, request.Level));
    }

    private static IEnumerable<string> Notes(IReadOnlyList<TunedGroup> groups, string tune)
    {
        foreach (var group in groups.Where(group => group.Chosen is not null && group.Values.Count > 1))
        {
            double[] numbers = [.. group.Values.Select(value => double.TryParse(value, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN)];
            if (numbers.Any(double.IsNaN))
                continue;
            var number = numbers[group.Chosen!.Index];
            if (number == numbers.Min() || number == numbers.Max())
                yield return $"{group.Label}: {group.Value} is the {(number == numbers.Min() ? "smallest" : "largest")} {tune} of the "
                    + $"runs. Try {(number == numbers.Min() ? "smaller" : "larger")} values, which may be better.";
        }
        foreach (var group in groups.Where(group => group.Seeds < 2))
            yield return group.Seeds == 0
                ? $"{group.Label} has no chosen value, because its values of {tune} share no seed."
                : $"{group.Label} has no interval, because it has only one seed.";
    }
}
