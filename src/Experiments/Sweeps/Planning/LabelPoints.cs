namespace Experiments.Sweeps;

/// <summary>
/// The points of the axes that are not compared, for each compared label. Labels can be compared only at points that all labels share. The
/// values of an axis may correspond one to one to the values of a compared key. Such an axis is the key under another name and adds no
/// points.
/// </summary>
public sealed class LabelPoints
{
    // Largest number of labels or points that a sentence lists.
    private const int MostShown = 4;

    private readonly IReadOnlyList<string> _keys;
    private readonly List<string> _axes;
    private readonly OrderedDictionary<string, HashSet<string>> _byLabel = [];

    /// <param name="runs">Coordinates of the runs, or of the cells of a plan.</param>
    /// <param name="keys">Compared keys; each combination of their values is a label.</param>
    public LabelPoints(IReadOnlyList<IReadOnlyDictionary<string, string>> runs, IReadOnlyList<string> keys)
    {
        _keys = keys;
        _axes = [.. runs.SelectMany(run => run.Keys).Distinct().Except(keys)
            .Where(axis => runs.Select(run => ValueOf(run, axis)).Distinct().Skip(1).Any())];
        Tied = [.. _axes.Select(axis => (Axis: axis, Key: keys.FirstOrDefault(key => IsTied(runs, axis, key))))
            .Where(pair => pair.Key is not null)
            .Select(pair => new TiedAxis(pair.Axis, pair.Key!,
                [.. runs.Select(run => (ValueOf(run, pair.Key!), ValueOf(run, pair.Axis))).Distinct()]))];
        _axes.RemoveAll(axis => Tied.Any(tied => tied.Axis == axis));
        foreach (var run in runs)
        {
            if (!_byLabel.TryGetValue(LabelOf(run), out var points))
                _byLabel.Add(LabelOf(run), points = []);
            points.Add(PointOf(run));
        }
        Shared = _byLabel.Values.Aggregate((IEnumerable<string>?)null, (shared, points) => shared?.Intersect(points) ?? points)?.ToHashSet()
            ?? [];
    }

    /// <summary>Axes that are a compared key under another name.</summary>
    public IReadOnlyList<TiedAxis> Tied { get; }

    /// <summary>Points that every label has; empty if the labels share no point.</summary>
    public IReadOnlySet<string> Shared { get; }

    /// <summary>Explains why the labels can't be compared, without a full stop; null if they share a point.</summary>
    /// <param name="axes">Shorter names for the axes, such as 'model' for all keys of the model; if null, the text names the
    /// points.</param>
    public string? Refusal(IReadOnlyList<string>? axes = null) => Shared.Count > 0 || _byLabel.Count == 0
        ? null
        : $"no point of {string.Join(" × ", axes ?? _axes)} has runs of every {string.Join(" × ", _keys)} "
            + $"({Shown([.. _byLabel.Select(label => axes is null
                ? $"{label.Key} at {Shown([.. label.Value], " and ")}"
                : $"{label.Key} has {CanonicalJson.Number(label.Value.Count)}")], axes is null ? "; " : ", ")})";

    /// <summary>The axes that are not compared, without axes that are a compared key under another name.</summary>
    public IReadOnlyList<string> Axes => _axes;

    /// <summary>Returns the values of the compared keys: <c>kaiming_normal, 0.1</c>.</summary>
    public string LabelOf(IReadOnlyDictionary<string, string> run) => string.Join(", ", _keys.Select(key => ValueOf(run, key)));

    /// <summary>Returns the point on the axes that are not compared: <c>optimizer.lr=0.1</c>.</summary>
    public string PointOf(IReadOnlyDictionary<string, string> run) =>
        string.Join(", ", _axes.Select(axis => $"{axis}={ValueOf(run, axis)}"));

    /// <summary>Joins the first few items; an ellipsis replaces the remaining items.</summary>
    public static string Shown(IReadOnlyList<string> items, string separator) =>
        string.Join(separator, items.Take(MostShown)) + (items.Count > MostShown ? ", …" : "");

    private static bool IsTied(IReadOnlyList<IReadOnlyDictionary<string, string>> runs, string axis, string key)
    {
        var pairs = runs.Select(run => (Axis: ValueOf(run, axis), Key: ValueOf(run, key))).Distinct().ToList();
        return pairs.DistinctBy(pair => pair.Axis).Count() == pairs.Count && pairs.DistinctBy(pair => pair.Key).Count() == pairs.Count;
    }

    private static string ValueOf(IReadOnlyDictionary<string, string> run, string axis) => run.GetValueOrDefault(axis, "–");
}
