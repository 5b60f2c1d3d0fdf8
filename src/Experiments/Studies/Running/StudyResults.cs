using System.Security.Cryptography;
using Experiments.Studies.Judging;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>The folder with a study's results in one mode. A record is written when all measurements are complete.</summary>
/// <param name="Path">Path of the folder, which need not exist.</param>
public sealed record StudyResults(string Path, StudyMode Mode)
{
    private const string RecordName = "study.json";

    private string RecordPath => System.IO.Path.Combine(Path, RecordName);

    /// <param name="root">Folder for the results of all studies.</param>
    public static StudyResults Of(string root, StudyDefinition study, StudyMode mode) =>
        new(System.IO.Path.Combine(root, study.Name, WordOf(mode)), mode);

    public static string WordOf(StudyMode mode) => mode == StudyMode.Quick ? "quick" : "full";

    /// <summary>Returns <see cref="ClaimVerdict.Holds"/> if the results are complete and current, otherwise
    /// <see cref="ClaimVerdict.NotRun"/> or <see cref="ClaimVerdict.OutOfDate"/>.</summary>
    public ClaimVerdict State(StudyDefinition study)
    {
        if (!File.Exists(RecordPath))
            return ClaimVerdict.NotRun;
        return (string?)JsonNode.Parse(File.ReadAllBytes(RecordPath))?["fingerprint"] == Fingerprint(study, Mode)
            ? ClaimVerdict.Holds
            : ClaimVerdict.OutOfDate;
    }

    /// <summary>Returns the folder of a measurement.</summary>
    public string FolderOf(IMeasurement measurement) => System.IO.Path.Combine(Path, measurement.Name);

    /// <summary>Removes the record, so that an interrupted run does not leave old results as current.</summary>
    internal void Begin()
    {
        Directory.CreateDirectory(Path);
        File.Delete(RecordPath);
    }

    internal void Complete(StudyDefinition study) =>
        AtomicFile.Write(RecordPath, JsonText.Document(new JsonObject { ["fingerprint"] = Fingerprint(study, Mode) }));

    // The hash of everything that determines the results: the measurements, without the settings of the other mode, and all configs and
    // sweep files of the folder. A changed claim needs no new run.
    private static string Fingerprint(StudyDefinition study, StudyMode mode)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var measurement in study.File.Measurements)
            hash.AppendData(Encoding.UTF8.GetBytes(Text(measurement, mode) + "\n"));
        foreach (var file in Directory.EnumerateFiles(study.Folder, "*.json").Order(StringComparer.Ordinal)
            .Where(file => System.IO.Path.GetFileName(file) != StudyDefinition.FileName))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(file) + "\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(IMeasurement measurement, StudyMode mode) => measurement switch
    {
        ProbeMeasurement probe => JsonSerializer.Serialize(probe with { Quick = SettingsOf(probe, mode), Full = SettingsOf(probe, mode) }),
        SweepMeasurement sweep => JsonSerializer.Serialize(sweep with { Quick = SettingsOf(sweep, mode), Full = SettingsOf(sweep, mode) }),
        _ => JsonSerializer.Serialize((MeanFieldMeasurement)measurement),
    };

    internal static StudySettings SettingsOf(ProbeMeasurement probe, StudyMode mode) =>
        mode == StudyMode.Quick ? probe.Quick : probe.Full;

    internal static StudySettings SettingsOf(SweepMeasurement sweep, StudyMode mode) =>
        mode == StudyMode.Quick ? sweep.Quick : sweep.Full;
}
