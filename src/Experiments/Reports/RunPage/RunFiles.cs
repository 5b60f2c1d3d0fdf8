using Experiments.Runs;

namespace Experiments.Reports.RunPage;

/// <summary>
/// The files of a run folder, read for a page. A file that is missing or damaged does not prevent the page: its part of the page says what
/// is missing. A running, killed or old run therefore also has a page.
/// </summary>
/// <param name="Folder">Path of the run folder.</param>
/// <param name="Summary">Contents of <c>summary.json</c>; null if the run has not ended.</param>
/// <param name="Problems">Files that can't be read, one sentence each.</param>
public sealed record RunFiles(string Folder, JsonObject Config, JsonObject? Environment, RunSummary? Summary,
    IReadOnlyList<JsonObject> Metrics, IReadOnlyList<JsonObject> Signal, IReadOnlyList<JsonObject> Updates,
    IReadOnlyList<JsonObject> Events, JsonObject? Network, PredictionList? Predictions, IReadOnlyList<string> Problems)
{
    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="InputException">The folder is not a run folder, or its config is damaged.</exception>
    public static RunFiles Read(string path)
    {
        var folder = RunFolder.Open(path);
        var problems = new List<string>();
        var config = Document(folder.Config, problems)
            ?? throw new InputException($"The run folder '{path}' has no readable config. {string.Join(' ', problems)}");
        return new RunFiles(folder.Path, config, Document(folder.EnvironmentFile, problems), Summarized(folder, problems),
            Steps(folder.Metrics, problems), Steps(folder.Signal, problems), Steps(folder.Updates, problems),
            Lines(folder.Events, problems), Document(folder.Network, problems),
            Guarded(folder.Predictions, problems, PredictionList.Read), problems);
    }

    /// <summary>Whether the run measures its signal.</summary>
    public bool IsMeasured => (Key("diagnostics.every_steps") as JsonValue)?.ToString() != "0";

    /// <summary>Name of the experiment.</summary>
    public string Name => Summary?.Name ?? Config["name"]?.ToString() ?? Path.GetFileName(Folder);

    /// <summary>Returns a value of the config by its path, such as <c>optimizer.lr</c>; null if the config has no such key.</summary>
    public JsonNode? Key(string path) =>
        path.Split('.').Aggregate((JsonNode?)Config, (node, name) => (node as JsonObject)?[name]);

    /// <summary>Number of updates of the whole plan; the largest recorded number if the plan is unknown.</summary>
    public long TotalSteps => Summary?.TotalSteps
        ?? Events.Select(one => Whole(one["total_steps"])).LastOrDefault(count => count is not null)
        ?? Metrics.Select(Step).DefaultIfEmpty(0).Max();

    /// <summary>Returns the number of updates before a recorded line.</summary>
    public static long Step(JsonObject row) => row["step"]!.GetValue<long>();

    /// <summary>Returns a whole number from 0 on; null for every other value.</summary>
    public static long? Whole(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) && number >= 0 ? number : null;

    private static JsonObject? Document(string path, List<string> problems) =>
        Guarded(path, problems, file => Checked(JsonNode.Parse(File.ReadAllBytes(file))!.AsObject()));

    // Lines that record a time step need a whole number "step". Lines without it are left out, and counted in a sentence.
    private static List<JsonObject> Steps(string path, List<string> problems)
    {
        var lines = Lines(path, problems);
        var left = lines.RemoveAll(line => Whole(line["step"]) is null);
        if (left > 0)
            problems.Add($"{Path.GetFileName(path)}: {left} {(left == 1 ? "line has" : "lines have")} no whole number \"step\". "
                + $"The page leaves {(left == 1 ? "it" : "them")} out.");
        return lines;
    }

    // The parser finds a key that an object has twice only when the object is used.
    private static JsonObject Checked(JsonObject json)
    {
        Visit(json);
        return json;

        static void Visit(JsonNode? node)
        {
            foreach (var child in node is JsonObject members ? members.Select(pair => pair.Value) : node as JsonArray ?? [])
                Visit(child);
        }
    }

    private static List<JsonObject> Lines(string path, List<string> problems)
    {
        var lines = new List<JsonObject>();
        // Complete lines before a damaged line are kept.
        Guarded(path, problems, file =>
        {
            foreach (var line in JsonLines.Read(file))
                lines.Add(Checked(line));
            return lines;
        });
        return lines;
    }

    private static RunSummary? Summarized(RunFolder folder, List<string> problems) =>
        Guarded(folder.Summary, problems, file => RunSummary.Read(file));

    private static T? Guarded<T>(string path, List<string> problems, Func<string, T> read)
        where T : class
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or IOException
            or UnauthorizedAccessException or InputException or NullReferenceException or ArgumentException or OverflowException
            or IndexOutOfRangeException or KeyNotFoundException)
        {
            problems.Add($"{Path.GetFileName(path)} can't be read completely: {FirstLine.Of(exception)}");
            return null;
        }
    }
}
