using Experiments.Data;

namespace Experiments.Sweeps;

/// <summary>Expands a sweep file into its points. The result is a pure function of the file; the last axis varies fastest.</summary>
public static class Expansion
{
    public const long MostCells = 1_000_000;

    // The number of labels is limited, because labels are compared pair by pair, and the time grows with the square of their number.
    private const int MostLabels = 10_000;

    // If a random search has too few points after this number of draws per point, it has found all existing points.
    private const int DrawsPerPoint = 100;

    /// <summary>Returns the points in order.</summary>
    /// <exception cref="InputException">There are too many points or none; an exclusion matches no point; a random search asks for more
    /// points than exist; too many values are compared.</exception>
    public static IReadOnlyList<SweepPoint> Of(SweepFile sweep)
    {
        CheckSize(sweep);
        var unused = sweep.Exclusions.ToHashSet();
        var points = (sweep.Random is { } random ? Drawn(sweep, random, unused) : Product(sweep, unused)).ToList();
        if (sweep.Random is null && unused.Count > 0)
            throw new InputException([.. unused.Select(exclusion => $"{exclusion.Place}: this exclusion matches no point.")]);
        if (points.Count == 0)
            throw new InputException($"{sweep.Path}: the exclusions leave no cell.");
        CheckLabels(sweep, points);
        return points;
    }

    private static void CheckLabels(SweepFile sweep, IReadOnlyList<SweepPoint> points)
    {
        if (sweep.ComparedBy is { } by && points.Select(point => point.Coordinates[by]).Distinct().Count() is var labels and > MostLabels)
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture,
                    $"{sweep.Path}: {labels:#,##0} values of {by} are compared pair by pair; the limit is {MostLabels:#,##0}. Name another "
                        + $"axis in compare.by, or use fewer values."));
    }

    private static void CheckSize(SweepFile sweep)
    {
        double points = sweep.Random is { } random
            ? (double)random.Count * LabelsPerDraw(sweep)
            : sweep.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        var cells = points * (sweep.Seeds?.Count ?? 1);
        if (cells > MostCells)
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture,
                    $"{sweep.Path}: the axes have {cells:#,##0} cells; the limit is {MostCells:#,##0}. Use a random search (\"random\": {{ "
                        + $"\"count\": N }}) to run some of them."));
    }

    private static IEnumerable<SweepPoint> Product(SweepFile sweep, HashSet<Exclusion> unused)
    {
        var places = new int[sweep.Axes.Count];
        while (true)
        {
            var point = PointOf(sweep.Axes, [.. sweep.Axes.Select((axis, i) => axis.Values[places[i]])]);
            if (!IsExcluded(sweep, point, unused))
                yield return point;
            var axis = places.Length - 1;
            while (axis >= 0 && ++places[axis] == sweep.Axes[axis].Values.Count)
                places[axis--] = 0;
            if (axis < 0)
                yield break;
        }
    }

    // Draw i depends only on i and the seed, so a search with a larger count contains the points of a search with a smaller count. Compared
    // labels are not drawn: every label runs at every drawn point, because a comparison uses only points that both labels have.
    private static IEnumerable<SweepPoint> Drawn(SweepFile sweep, RandomSearchOptions random, HashSet<Exclusion> unused)
    {
        var compared = ComparedAxis(sweep);
        var seen = new HashSet<string>();
        for (long draw = 0; draw < (long)random.Count * DrawsPerPoint; draw++)
        {
            var number = draw;
            var drawn = sweep.Axes.Select(
                (axis, i) => axis == compared ? axis.Values[0] : DrawnValue(axis, Share(random.Seed, number, i))).ToList();
            var points = Enumerable.Range(0, LabelsPerDraw(sweep))
                .Select(label => PointOf(sweep.Axes, [.. sweep.Axes.Select((axis, i) => axis == compared ? axis.Values[label] : drawn[i])]))
                .Where(point => !IsExcluded(sweep, point, unused)).ToList();
            if (points.Count == 0 || !seen.Add(PointOf(sweep.Axes, drawn).InWords))
                continue;
            foreach (var point in points)
                yield return point;
            if (seen.Count == random.Count)
                yield break;
        }
        var found = seen.Count == 1 ? "1 was" : string.Create(CultureInfo.InvariantCulture, $"{seen.Count} were");
        var notDrawn = compared is null
            ? ""
            : $" (the axis {string.Join(" with ", compared.Names)} is compared and therefore not drawn: each of its values is run at "
                + "every point)";
        throw new InputException(
            string.Create(CultureInfo.InvariantCulture,
                $"{sweep.Path}: random.count asks for {random.Count} different points, but only {found} found{notDrawn}; reduce "
                    + $"random.count, or remove random to run all points."));
    }

    private static int LabelsPerDraw(SweepFile sweep) => ComparedAxis(sweep)?.Values.Count ?? 1;

    private static SweepAxis? ComparedAxis(SweepFile sweep) =>
        sweep.ComparedBy is { } by ? sweep.Axes.FirstOrDefault(axis => axis.Range is null && axis.Names.Contains(by)) : null;

    private static AxisValue DrawnValue(SweepAxis axis, double share) =>
        axis.Range is { } range ? range.ValueAt(share) : axis.Values[(int)(share * axis.Values.Count)];

    // Hashes seed, draw and axis to a number in [0, 1).
    private static double Share(long seed, long draw, int axis)
    {
        var state = SplitMix64.Mix(SplitMix64.Mix(SplitMix64.Mix((ulong)seed) + (ulong)draw) + (ulong)axis);
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    private static bool IsExcluded(SweepFile sweep, SweepPoint point, HashSet<Exclusion> unused)
    {
        var isExcluded = false;
        foreach (var exclusion in sweep.Exclusions.Where(exclusion => exclusion.Covers(point.Coordinates)))
        {
            unused.Remove(exclusion);
            isExcluded = true;
        }
        return isExcluded;
    }

    private static SweepPoint PointOf(IReadOnlyList<SweepAxis> axes, List<AxisValue> values)
    {
        var coordinates = new OrderedDictionary<string, string>();
        for (var i = 0; i < axes.Count; i++)
        {
            for (var j = 0; j < axes[i].Names.Count; j++)
                coordinates.Add(axes[i].Names[j], values[i].Labels[j]);
        }
        return new SweepPoint(values, coordinates);
    }
}
