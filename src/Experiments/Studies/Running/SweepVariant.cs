using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>Writes a sweep file of a study with the seeds and keys of a mode.</summary>
internal static class SweepVariant
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true };

    /// <summary>Writes the file. The sweep gets the name of the measurement, so its folder is the measurement's folder.</summary>
    /// <param name="target">Path of the file to write.</param>
    /// <exception cref="InputException">The sweep file is not an object with a list of axes.</exception>
    public static void Write(StudyDefinition study, SweepMeasurement measurement, StudySettings settings, string target)
    {
        var path = Path.Combine(study.Folder, measurement.File);
        if (Parse(path) is not { } sweep || sweep["axes"] is not JsonArray axes)
            throw new InputException($"{path}: an object with a list of axes is expected. "
                + $"Run '{TypedCommand.Of($"sweep {path} --dry-run")}' to see the mistake.");
        sweep.Remove("$schema");
        sweep["name"] = measurement.Name;
        if (BaseOf(path) is { } config)
            sweep["base"] = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(target))!, config).Replace('\\', '/');
        foreach (var seeds in axes.Where(axis => axis is JsonObject members && members.ContainsKey("seeds")).ToList())
            axes.Remove(seeds);
        axes.Add(new JsonObject { ["seeds"] = settings.Seeds });
        if (settings.Set.Count > 0)
        {
            var set = sweep["set"] as JsonObject ?? [];
            foreach (var change in settings.Set.Select(change => change.Split('=', 2)))
                set[change[0]] = Value(change[1]);
            sweep["set"] = set.Parent is null ? set : set.DeepClone();
        }

        AtomicFile.Write(target, JsonText.Document(sweep));
    }

    /// <summary>Returns the full path of the config that a sweep file names as its base; null if it names none or can't be read.</summary>
    public static string? BaseOf(string path) => Parse(path)?["base"] is JsonValue value && value.TryGetValue(out string? config)
        ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, config))
        : null;

    private static JsonObject? Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), documentOptions: s_lenient) as JsonObject;
        }
        catch (Exception failure) when (failure is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    // JSON, or a word without quotes.
    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
