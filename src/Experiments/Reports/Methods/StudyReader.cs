using Experiments.Comparison;
using Experiments.Data.Tables;

namespace Experiments.Reports.Methods;

/// <summary>Reads the facts of a methods paragraph from the run folders.</summary>
public static class StudyReader
{
    /// <summary>Text that follows the commit if the program's source had uncommitted changes.</summary>
    internal const string Dirty = ", with uncommitted changes";

    /// <summary>Keys of the config parts in a methods paragraph.</summary>
    public static IReadOnlyList<string> SectionKeys { get; } = ["model", "init", "data", "optimizer", "schedule", "training", "loss",
        "precision"];

    /// <summary>Reads the config of one run per point, and the environments of all runs.</summary>
    /// <exception cref="InputException">A file of a run can't be read.</exception>
    public static StudyFacts Read(RunCollection collection, string by)
    {
        var points = collection.Runs.GroupBy(run => string.Join('\n', run.Coordinates.Values)).Select(point => point.First()).ToList();
        var plans = points.AsParallel().AsOrdered()
            .Select(run => (Label: run.Coordinates[by], Config: Parse(run, "config.json"), Summary: Parse(run, "summary.json"))).ToList();
        var sections = SectionKeys.ToDictionary(key => key, key => (IReadOnlyList<SectionWords>)[.. plans
            .GroupBy(plan => ConfigWords.Of(Section(plan.Config, key)))
            .Select(group => new SectionWords(group.Key, [.. group.Select(plan => plan.Label).Distinct()]))]);
        var surroundings = collection.Runs.AsParallel().AsOrdered().Select(Surroundings).ToList();
        return new StudyFacts(
            sections, [.. plans.Select(plan => Size(plan.Summary)).DistinctBy(
                size => (size.Parameters, string.Join(' ', size.Examples), size.Updates))], Distinct(surroundings, one => one.Program),
            [.. collection.Runs.Select(run => run.Surroundings.InWords).Distinct()], Distinct(surroundings, one => one.Machine),
            [.. surroundings.SelectMany(one => one.Data).Distinct()], surroundings.Min(one => one.Started),
            surroundings.Max(one => one.Started));
    }

    // Replaces the default of missing_values by the list of all texts that count as missing, because the config does not show this list.
    private static JsonNode? Section(JsonObject config, string key)
    {
        if (key != "data" || config[key]?["missing_values"] is not JsonArray marks)
            return config[key];
        var section = config[key]!.DeepClone();
        section["missing_values"] = new JsonArray([.. CsvOptions.MarksInForce([.. marks.Select(mark => mark!.GetValue<string>())])
            .Select(mark => (JsonNode?)mark)]);
        return section;
    }

    private static IReadOnlyList<string> Distinct(IReadOnlyList<Surrounding> all, Func<Surrounding, string> words) =>
        [.. all.Select(words).Distinct()];

    private static StudySize Size(JsonObject summary) => new(
        summary["parameters"]!.GetValue<long>(),
        [.. summary["examples"]!.AsObject().Select(split => KeyValuePair.Create(split.Key, split.Value!.GetValue<long>()))],
        summary["total_steps"]!.GetValue<long>());

    private static Surrounding Surroundings(RunResult run)
    {
        using var document = Document(run, "environment.json");
        try
        {
            var root = document.RootElement;
            var (program, machine) = (root.GetProperty("program"), root.GetProperty("machine"));
            return new Surrounding(
                $"{program.GetProperty("name").GetString()} {program.GetProperty("version").GetString()}{Git(program)}",
                $"{machine.GetProperty("cpu").GetString() ?? "unknown processor"}, {machine.GetProperty("os").GetString()}, "
                    + $"{machine.GetProperty("dotnet").GetString()}",
                [.. root.GetProperty("data").EnumerateArray()
                    .Select(file => $"{Path.GetFileName(file.GetProperty("path").GetString())} (SHA-256 "
                        + $"{file.GetProperty("sha256").GetString()![..16]}…)")],
                DateTimeOffset.Parse(root.GetProperty("started").GetString()!, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unreadable(run, "environment.json", exception);
        }
    }

    private static string Git(JsonElement program)
    {
        if (!program.TryGetProperty("git", out var git) || git.ValueKind != JsonValueKind.Object)
            return "";
        var isDirty = git.TryGetProperty("dirty", out var dirty) && dirty.ValueKind == JsonValueKind.True;
        return $" (commit {git.GetProperty("commit").GetString()}{(isDirty ? Dirty : "")})";
    }

    private static JsonObject Parse(RunResult run, string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(run.Folder, file)))!.AsObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            throw Unreadable(run, file, exception);
        }
    }

    private static JsonDocument Document(RunResult run, string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Folder, file)));
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw Unreadable(run, file, exception);
        }
    }

    private static InputException Unreadable(RunResult run, string file, Exception cause) =>
        new($"The file '{Path.Combine(run.Folder, file)}' can't be read: {cause.Message}");

    private sealed record Surrounding(string Program, string Machine, IReadOnlyList<string> Data, DateTimeOffset Started);
}
