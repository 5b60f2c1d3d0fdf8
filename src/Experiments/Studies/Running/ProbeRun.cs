using Experiments.Experiment;
using Experiments.Probe;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>Runs a probe of a study and writes its folder.</summary>
internal static class ProbeRun
{
    /// <exception cref="InputException">A config, value or setting is wrong.</exception>
    public static void Write(StudyDefinition study, ProbeMeasurement probe, StudySettings settings, string folder)
    {
        var request = new ProbeRequest
        {
            Seeds = settings.Seeds,
            BatchSize = probe.Batch,
            Input = probe.Input == "data" ? ProbeInput.Data : ProbeInput.Gaussian,
            DataRoots = Data.DataRoots.Default(null),
        };
        var comparisons = probe.Compare.Select(ProbeVariant.Parse).ToList();
        IReadOnlyList<ProbeVariant> none = [new ProbeVariant("", "")];
        var subjects = (from facet in comparisons.ElementAtOrDefault(1) ?? none
                        from file in probe.Configs
                        from variant in comparisons.ElementAtOrDefault(0) ?? none
                        select (Label: Label(file, probe.Configs.Count, variant), Facet: facet.Label,
                            Config: ConfigReader.Read(Path.Combine(study.Folder, file),
                                [.. probe.Set, .. settings.Set, .. new[] { variant.Set, facet.Set }.Where(set => set.Length > 0)])))
            .ToList();
        ProbeFolder.Write(folder,
            [.. subjects.Select(one => Prober.Probe(one.Config, one.Label, request) with { Facet = one.Facet })]);
    }

    private static string Label(string file, int files, ProbeVariant variant)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (variant.Label.Length == 0)
            return name;
        return files == 1 ? variant.Label : $"{name}, {variant.Label}";
    }
}
