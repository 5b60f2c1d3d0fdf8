using Experiments.Studies.Reading;
using Experiments.Studies.Running;

namespace Experiments.Studies.Judging;

/// <summary>Judges the claims of a study from its stored results.</summary>
public static class StudyJudge
{
    /// <exception cref="InputException">A claim names a number that the results do not have, or a stored file is damaged.</exception>
    public static IReadOnlyList<ClaimResult> Judge(StudyDefinition study, StudyResults results)
    {
        var state = results.State(study);
        if (state != ClaimVerdict.Holds)
            return [.. study.File.Claims.Select(claim => ClaimResult.Without(claim, state))];
        var outputs = study.File.Measurements.ToDictionary(one => one.Name,
            one => new Lazy<IStudyOutput>(() => Open(one, results.FolderOf(one), study.Name)));
        return [.. study.File.Claims.Select(claim => Judge(study, claim, outputs))];
    }

    private static ClaimResult Judge(StudyDefinition study, ClaimOptions claim, Dictionary<string, Lazy<IStudyOutput>> outputs)
    {
        try
        {
            return ClaimJudge.Judge(claim, path => outputs[path.Measurement].Value.Find(path));
        }
        catch (FormatException mistake)
        {
            throw new InputException($"{Path.Combine(study.Folder, StudyDefinition.FileName)}: claim '{claim.Id}': {mistake.Message}"
                + (mistake.Message[^1] is '?' or '.' ? "" : "."));
        }
    }

    private static IStudyOutput Open(IMeasurement measurement, string folder, string study) => measurement switch
    {
        ProbeMeasurement => new ProbeOutput(folder, study),
        SweepMeasurement => new SweepOutput(folder, study),
        _ => new MeanFieldOutput((MeanFieldMeasurement)measurement),
    };
}
