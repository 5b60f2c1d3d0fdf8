using Experiments.Comparison.Keys;
using System.Collections.Concurrent;
using Experiments.Experiment;
using Experiments.Native;
using Experiments.Runs;
using Experiments.Sweeps;

namespace Experiments.Comparison;

/// <summary>Reads runs from sweep folders, run folders, and folders with run folders anywhere below them.</summary>
public static class RunReader
{
    /// <summary>Label of a run whose config does not have the key.</summary>
    public const string NoValue = "–";

    /// <summary>Returns the runs in the order of sweep, cell and name.</summary>
    /// <param name="keys">Requested coordinates. If a sweep has no axis with the name of a coordinate, the value is read from each run's
    /// config.</param>
    /// <exception cref="InputException">The folders contain no run, or a file of a run is damaged.</exception>
    public static RunCollection Read(IReadOnlyList<string> folders, IReadOnlyList<string> keys)
    {
        var found = folders.SelectMany(Find).DistinctBy(place => place.Folder).ToList();
        if (found.Count == 0)
            throw new InputException(
                $"There is no run in {string.Join(", ", folders.Select(folder => $"'{folder}'"))}. Give a sweep folder, a run folder, or a "
                    + $"folder that contains them.");
        var results = new RunResult?[found.Count];
        int failed = 0, unfinished = 0;
        Parallel.ForEach(Partitioner.Create(0, found.Count, 64.AtMost(found.Count)), range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
            {
                results[i] = Read(found[i], keys, out var status);
                if (status == CellStatus.Failed)
                    Interlocked.Increment(ref failed);
                else if (results[i] is null)
                    Interlocked.Increment(ref unfinished);
            }
        });
        var (runs, unnamed) = OtherKeys.Of([.. results.OfType<RunResult>()], found.ToDictionary(place => place.Folder), keys);
        return new RunCollection(runs, failed, unfinished) { Unnamed = unnamed };
    }

    private static int AtMost(this int value, int most) => Math.Max(1, Math.Min(value, most));

    private static IEnumerable<RunPlace> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"The folder '{folder}' does not exist.");
        if (SweepFolder.IsOne(folder))
        {
            var sweep = SweepFolder.Open(folder);
            return sweep.ReadCells()
                .Select(cell => new RunPlace(sweep.RunOf(cell).Path, cell.Coordinates, sweep.FailureOf(cell) is not null, sweep.Path));
        }

        var none = new Dictionary<string, string>();
        if (File.Exists(Path.Combine(folder, "config.json")))
            return [new RunPlace(Path.GetFullPath(folder), none, false, null)];
        return Directory.EnumerateDirectories(folder)
            .Where(below => !Path.GetFileName(below).Contains(".previous-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(Find);
    }

    private static RunResult? Read(RunPlace place, IReadOnlyList<string> keys, out CellStatus status)
    {
        status = place.HasFailed ? CellStatus.Failed : CellStatus.Pending;
        if (!File.Exists(Path.Combine(place.Folder, "summary.json")))
            return null;
        try
        {
            var run = RunFolder.Open(place.Folder);
            var summary = RunSummary.Read(run.Summary);
            status = CellStatuses.Of(summary.Status);
            return status.HasResult() ? Result(run, summary, place.Coordinates, keys) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException
            or FormatException or IOException or KeyNotFoundException)
        {
            var isDamaged = exception is NullReferenceException or JsonException or KeyNotFoundException;
            throw new InputException(
                $"The run '{place.Folder}' can't be read: "
                    + $"{(isDamaged ? "one of its files is damaged" : exception.Message.TrimEnd('.'))}.");
        }
    }

    private static RunResult Result(RunFolder run, RunSummary summary, IReadOnlyDictionary<string, string> coordinates,
        IReadOnlyList<string> keys)
    {
        var missing = keys.Where(key => !coordinates.ContainsKey(key)).ToList();
        var all = new OrderedDictionary<string, string>();
        foreach (var (name, label) in coordinates)
            all.Add(name, label);
        if (missing.Count > 0)
        {
            var config = JsonNode.Parse(File.ReadAllBytes(run.Config))!;
            foreach (var key in missing)
                all.Add(key, Label(config, key));
        }
        var final = Metrics(summary.Progress.Latest, "");
        if (summary.Progress.Best is { } best)
        {
            foreach (var (name, value) in Metrics(best.Metrics, MetricKey.Best))
                final[name] = value;
        }
        return new RunResult(
            run.Path, summary.Name, summary.Seed, summary.Status, all, Metrics(summary.Progress.Initial, ""), final, summary.Progress.Step,
            Surroundings(run)) { Stacking = summary.Stack is { SharedUpdates: > 0 } ? StackingOf(run) : RunStacking.Alone };
    }

    private static RunStacking StackingOf(RunFolder run)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(run.EnvironmentFile));
        // The device's name has libtorch's form: cpu or cuda:0.
        var device = document.RootElement.GetProperty("device").GetProperty("name").GetString()!;
        return StackKey.IsExact(device.Split(':')[0]) ? RunStacking.Exact : RunStacking.Rounded;
    }

    private static Dictionary<string, double> Metrics(IReadOnlyDictionary<string, IReadOnlyList<Training.Metric>> splits, string prefix) =>
        splits.SelectMany(split => split.Value.Select(metric => (Name: $"{prefix}{split.Key}.{metric.Name}", metric.Value)))
            .ToDictionary(pair => pair.Name, pair => pair.Value);

    private static string Label(JsonNode config, string key)
    {
        JsonNode? node = config;
        foreach (var step in key.Split('.'))
        {
            node = node switch
            {
                JsonObject members when members.ContainsKey(step) => members[step],
                JsonArray items when int.TryParse(step, System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }
        return node switch
        {
            null => NoValue,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonObject { } members when (members["kind"] ?? members["scheme"]) is { } word => word.ToString(),
            _ => CanonicalJson.Serialize(node),
        };
    }

    private static RunSurroundings Surroundings(RunFolder run)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(run.EnvironmentFile));
        var root = document.RootElement;
        var engine = root.GetProperty("engine");
        return new RunSurroundings(
            TorchChoice.WordOfRecord(engine.GetProperty("name").GetString()!), engine.GetProperty("torch_version").GetString() ?? "unknown",
            root.GetProperty("device").GetProperty("name").GetString()!.Split(':')[0],
            root.GetProperty("threads").GetProperty("plan").GetInt32(),
            !engine.TryGetProperty("onednn", out var onednn) || onednn.GetString() != "off");
    }
}
