using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>Refuses a comparison that needs values which the cells of a sweep do not record. The check runs before the cells train for
/// hours.</summary>
internal static class CompareCheck
{
    private const string Selecting = "validation";

    /// <exception cref="InputException">A metric is not measured, no axis can be tuned, or the labels share no point.</exception>
    public static void Refuse(SweepFile sweep, IReadOnlyList<CellPlan> plans)
    {
        var mistakes = Unmeasured(sweep, plans).ToList();
        if (mistakes.Count == 0)
            mistakes = [.. Untunable(sweep, plans).Concat(Unshared(sweep, plans))];
        if (mistakes.Count > 0)
            throw new InputException([.. mistakes.Distinct().Select(mistake => $"{sweep.Path}: {mistake}")
                .Select(mistake => mistake.EndsWith('?') ? mistake : mistake + ".")]);
    }

    private static IEnumerable<string> Unmeasured(SweepFile sweep, IReadOnlyList<CellPlan> plans) =>
        sweep.Compare.Metrics.Select(metric => (Key: "compare.metrics", Name: metric, Bare: MetricKey.Bare(metric)))
            .Concat(sweep.Compare.Targets.Select(target => (Key: "compare.targets", Name: target.Metric, Bare: target.Metric)))
            .Select(metric => (metric.Key, metric.Name, metric.Bare,
                Without: plans.FirstOrDefault(plan => !plan.Metrics.Contains(metric.Bare))))
            .Where(metric => metric.Without is not null)
            .Select(metric => $"{metric.Key} names {metric.Name}, which the cell {metric.Without!.InWords} does not measure "
                + $"(it measures {string.Join(", ", metric.Without.Metrics)}){Names.DidYouMean(metric.Bare, metric.Without.Metrics)}");

    private static IEnumerable<string> Untunable(SweepFile sweep, IReadOnlyList<CellPlan> plans)
    {
        var tune = sweep.Compare.Tune;
        if (tune.Count == 0)
            yield break;
        foreach (var key in tune)
        {
            if (plans.Select(plan => plan.Coordinates[key]).Distinct().Take(2).ToList() is [var only])
                yield return $"compare.tune names {key}, which has only one value ({only}), so there is nothing to choose; give this "
                    + "axis more values, or remove it from compare.tune";
        }
        if (plans.FirstOrDefault(plan => !plan.Metrics.Any(IsSelecting)) is { } blind)
        {
            yield return $"compare.tune chooses a value on the validation split, which the cell {blind.InWords} does not have; set "
                + $"data.validation, or leave compare.tune out";
            yield break;
        }
        var metrics = sweep.Compare.Metrics.Count > 0 ? sweep.Compare.Metrics : [.. plans.Select(plan => $"test.{plan.Select}").Distinct()];
        foreach (var metric in metrics)
        {
            var counterpart = $"{Selecting}.{metric.Split('.')[^1]}";
            if (IsSelecting(MetricKey.Bare(metric)))
                yield return $"compare.metrics names {metric}, which chooses the value of {string.Join(" × ", tune)} (compare.tune), so it "
                    + $"can't be reported too; name another split, such as test.{metric.Split('.')[^1]}";
            else if (plans.FirstOrDefault(plan => !plan.Metrics.Contains(counterpart)) is { } without)
                yield return $"compare.tune chooses a value for {metric} on {counterpart}, which the cell {without.InWords} does not "
                    + $"measure (it measures {string.Join(", ", without.Metrics)})";
        }
    }

    private static IEnumerable<string> Unshared(SweepFile sweep, IReadOnlyList<CellPlan> plans)
    {
        if (sweep.ComparedBy is { } by
            && new LabelPoints([.. plans.Select(plan => plan.Coordinates)], [by, .. sweep.Compare.Tune]).Refusal() is { } refusal)
            yield return $"the labels can't be compared: {refusal}; exclude fewer points, or set compare.by to another axis"
                + (sweep.Compare.Tune.Count > 0 ? ", or name all axes that vary together in compare.tune" : "");
    }

    private static bool IsSelecting(string metric) => metric.StartsWith(Selecting + ".", StringComparison.Ordinal);
}
