using Experiments.Experiment;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Finds the run that the user may have wanted to resume: a run of the same name and seed whose plan differs in a few keys.
/// </summary>
internal static class NearbyRun
{
    private const int MostKeys = 6;
    private const int ShownDigits = 12;
    private const string ConfigKey = "config";
    private const string Absent = "not set";

    /// <summary>
    /// Returns a space and a sentence that names the run with the fewest differing keys, and these keys. Returns an empty text if there is
    /// no such run.
    /// </summary>
    public static string InWords(RunFolder folder, ResolvedConfig resolved, Preparation prepared)
    {
        var wanted = new Described(
            RunIdentity.Values(resolved.Config, prepared.Data.Description, Devices.TypeName(prepared.Device)), resolved.Document);
        var others = Beside(folder, resolved.Config.Seed).Select(other => (Folder: other, Keys: Differences(wanted, other)))
            .Where(other => other.Keys is not null)
            // Unfinished runs come first, because a user usually resumes an unfinished run.
            .OrderByDescending(other => IsUnfinished(other.Folder)).ThenBy(other => other.Keys!.Count)
            .ThenByDescending(other => Directory.GetLastWriteTimeUtc(other.Folder.Path)).ToList();
        if (others.Count == 0)
            return "";
        var (nearest, keys) = others[0];
        return $" The {(IsUnfinished(nearest) ? "unfinished " : "")}run in '{nearest.Path}' has the same name and seed but another "
            + "identity: " + (keys!.Count == 0 ? "it was made by an earlier version of the program" : Listed(keys)) + "."
            + (others.Count > 2 ? $" There are {others.Count - 1} more such runs." : others.Count > 1 ? " There is 1 more such run." : "");
    }

    private static bool IsUnfinished(RunFolder folder) => File.Exists(folder.ResumeState);

    private static IEnumerable<RunFolder> Beside(RunFolder folder, long seed)
    {
        var parent = Path.GetDirectoryName(folder.Path)!;
        var ending = string.Create(CultureInfo.InvariantCulture, $"-s{seed}");
        if (!Directory.Exists(parent))
            return [];
        return Directory.EnumerateDirectories(parent)
            .Where(path => Path.GetFileName(path) is var name && name.EndsWith(ending, StringComparison.Ordinal)
                && name.Length == RunFolder.IdentityDigits + ending.Length && path != folder.Path)
            .Where(path => File.Exists(Path.Combine(path, Path.GetFileName(folder.Config))))
            .Order(StringComparer.Ordinal).Select(RunFolder.Open);
    }

    // Returns null if a folder's records can't be read, because an unreadable old folder must not stop a new run.
    private static List<string>? Differences(Described wanted, RunFolder folder)
    {
        try
        {
            var resolved = ConfigReader.Read(folder.Config, []);
            var files = EnvironmentRecord.DataFiles(folder.EnvironmentFile);
            var other = new Described(
                RunIdentity.Values(resolved.Config, files, EnvironmentRecord.DeviceTypeIn(folder.EnvironmentFile)), resolved.Document);
            return [.. wanted.Values.Keys.Union(other.Values.Keys).Order(StringComparer.Ordinal)
                .Where(key => !JsonNode.DeepEquals(wanted.Values.GetValueOrDefault(key), other.Values.GetValueOrDefault(key)))
                .Select(key => $"{key} is {other.Shown(key)} there and {wanted.Shown(key)} here")];
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string Listed(List<string> keys) => string.Join(", ", keys.Take(MostKeys))
        + (keys.Count > MostKeys ? $", and {keys.Count - MostKeys} more keys differ" : "");

    private sealed class Described
    {
        private readonly Dictionary<string, JsonNode?> _complete = [];

        public Described(JsonObject values, JsonObject document)
        {
            foreach (var (name, value) in values)
                Flatten(name == ConfigKey ? "" : name, value, Values);
            Flatten("", document, _complete);
        }

        /// <summary>The values that are part of the identity. Values equal to their defaults are left out.</summary>
        public Dictionary<string, JsonNode?> Values { get; } = [];

        // A key that is not part of the identity has its default value.
        public string Shown(string key) =>
            (Values.TryGetValue(key, out var value) ? value : _complete.GetValueOrDefault(key)) is { } shown ? Shortened(shown) : Absent;

        private static string Shortened(JsonNode value) => value switch
        {
            JsonArray list when list.All(item => item is JsonValue) => $"[{string.Join(", ", list.Select(item => Shortened(item!)))}]",
            _ when value.ToString() is { Length: 64 } digest && digest.All(char.IsAsciiHexDigitLower) => digest[..ShownDigits] + "…",
            _ => JsonText.Line(value),
        };

        private static void Flatten(string path, JsonNode? value, Dictionary<string, JsonNode?> into)
        {
            if (value is not JsonObject members)
            {
                into[path] = value;
                return;
            }

            foreach (var (name, member) in members)
                Flatten(path.Length == 0 ? name : $"{path}.{name}", member, into);
        }
    }
}
