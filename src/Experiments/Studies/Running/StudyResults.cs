using Experiments.Studies.Judging;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>The folder with a study's results in one mode. A record is written when all measurements are complete.</summary>
/// <param name="Path">Path of the folder, which need not exist.</param>
public sealed record StudyResults(string Path, StudyMode Mode)
{
    private const string RecordName = "study.json";
    private const string CompleteKey = "fingerprint";
    private const string BegunKey = "begun";

    private string RecordPath => System.IO.Path.Combine(Path, RecordName);

    /// <param name="root">Folder for the results of all studies.</param>
    public static StudyResults Of(string root, StudyDefinition study, StudyMode mode) =>
        new(System.IO.Path.Combine(root, study.Name, WordOf(mode)), mode);

    public static string WordOf(StudyMode mode) => mode == StudyMode.Quick ? "quick" : "full";

    /// <summary>Returns <see cref="ClaimVerdict.Holds"/> if the results are complete and current, otherwise
    /// <see cref="ClaimVerdict.NotRun"/> or <see cref="ClaimVerdict.OutOfDate"/>.</summary>
    public ClaimVerdict State(StudyDefinition study)
    {
        if (Recorded(CompleteKey) is not { } fingerprint)
            return ClaimVerdict.NotRun;
        return fingerprint == StudyFingerprint.Of(study, Mode) ? ClaimVerdict.Holds : ClaimVerdict.OutOfDate;
    }

    /// <summary>Returns the folder of a measurement.</summary>
    public string FolderOf(IMeasurement measurement) => System.IO.Path.Combine(Path, measurement.Name);

    /// <summary>
    /// Prepares the folder for new measurements. Keeps measurements only if a run of the same study was interrupted. Otherwise, finished
    /// cells of an older study or program would count as new results.
    /// </summary>
    /// <param name="isAnew">Whether to delete the measurements in every case.</param>
    internal void Begin(StudyDefinition study, bool isAnew)
    {
        var fingerprint = StudyFingerprint.Of(study, Mode);
        if (isAnew || Recorded(BegunKey) != fingerprint)
        {
            foreach (var folder in study.File.Measurements.Select(FolderOf).Where(Directory.Exists))
                Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Path);
        Record(BegunKey, fingerprint);
    }

    internal void Complete(StudyDefinition study) => Record(CompleteKey, StudyFingerprint.Of(study, Mode));

    private void Record(string key, string fingerprint) =>
        AtomicFile.Write(RecordPath, JsonText.Document(new JsonObject { [key] = fingerprint }));

    // Returns a recorded fingerprint; null if there is no record or it can't be read, for example after a crash.
    private string? Recorded(string key)
    {
        try
        {
            return File.Exists(RecordPath) && JsonNode.Parse(File.ReadAllBytes(RecordPath)) is JsonObject record
                && record[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static StudySettings SettingsOf(ProbeMeasurement probe, StudyMode mode) =>
        mode == StudyMode.Quick ? probe.Quick : probe.Full;

    internal static StudySettings SettingsOf(SweepMeasurement sweep, StudyMode mode) =>
        mode == StudyMode.Quick ? sweep.Quick : sweep.Full;
}
