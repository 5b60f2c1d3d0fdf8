using System.Reflection;
using System.Security.Cryptography;
using Experiments.Experiment;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>The hash of everything that determines a study's results: the program's version, the measurements without the settings of the
/// other mode, the sweep files, and all configs with the files that they extend. A changed claim needs no new run.</summary>
internal static class StudyFingerprint
{
    public static string Of(StudyDefinition study, StudyMode mode)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, typeof(StudyFingerprint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        foreach (var measurement in study.File.Measurements)
            Append(hash, Text(measurement, mode));
        foreach (var probe in study.File.Probes)
        {
            foreach (var config in probe.Configs)
                AppendConfig(hash, study, Path.Combine(study.Folder, config));
        }

        foreach (var sweep in study.File.Sweeps)
        {
            var path = Path.Combine(study.Folder, sweep.File);
            AppendFile(hash, study, path);
            if (SweepVariant.BaseOf(path) is { } config)
                AppendConfig(hash, study, config);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendConfig(IncrementalHash hash, StudyDefinition study, string path)
    {
        foreach (var file in FilesOf(path))
            AppendFile(hash, study, file);
    }

    // A config that can't be read has only itself. The run that needs it reports its mistakes.
    private static IReadOnlyList<string> FilesOf(string path)
    {
        try
        {
            return ConfigReader.Resolve(ExperimentCatalog.Instance, path, []).Files;
        }
        catch (InputException)
        {
            return [path];
        }
    }

    private static void AppendFile(IncrementalHash hash, StudyDefinition study, string path)
    {
        Append(hash, Path.GetRelativePath(study.Folder, path).Replace('\\', '/'));
        if (File.Exists(path))
            hash.AppendData(File.ReadAllBytes(path));
    }

    private static void Append(IncrementalHash hash, string? text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));

    private static string Text(IMeasurement measurement, StudyMode mode) => measurement switch
    {
        ProbeMeasurement probe => JsonSerializer.Serialize(probe with
        {
            Quick = StudyResults.SettingsOf(probe, mode),
            Full = StudyResults.SettingsOf(probe, mode),
        }),
        SweepMeasurement sweep => JsonSerializer.Serialize(sweep with
        {
            Quick = StudyResults.SettingsOf(sweep, mode),
            Full = StudyResults.SettingsOf(sweep, mode),
        }),
        _ => JsonSerializer.Serialize((MeanFieldMeasurement)measurement),
    };
}
