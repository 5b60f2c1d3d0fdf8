namespace Experiments.Tests.Studies.Running;

/// <summary>Plants a wrong initialisation in a study that ships, measures it, and checks that the right claims fail.</summary>
public sealed class StudyRunnerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-study-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The gain of ReLU instead of the gain of slope 0.5 makes the second moment grow by 1.25 per layer.
    [Theory]
    [InlineData(false, ClaimVerdict.Holds)]
    [InlineData(true, ClaimVerdict.DoesNotHold)]
    public void A_wrong_initialisation_makes_the_claims_of_a_study_fail(bool wrong, ClaimVerdict verdict)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "leaky-slope")).FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("experiments/leaky-slope"), "*.json"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Replace(Path.Combine(folder, "claim.json"), "\"quick\": { \"seeds\": 20 }", "\"quick\": { \"seeds\": 12 }");
        if (wrong)
            Replace(Path.Combine(folder, "leaky-matched.json"),
                "\"nonlinearity\": \"leaky_relu\", \"a\": 0.5", "\"nonlinearity\": \"relu\"");
        var study = StudyFileReader.Read(folder);
        var results = StudyResults.Of(Path.Combine(_root, "results"), study, StudyMode.Quick);
        new StudyRunner((_, _) => Assert.Fail("The study has no sweep.")).Run(study, results, _ => { }, CancellationToken.None);
        var claims = StudyJudge.Judge(study, results).ToDictionary(result => result.Claim.Id, result => result.Verdict);
        Assert.Equal((verdict, verdict), (claims["matched-keeps"], claims["gain-ratio"]));
        Assert.Equal((ClaimVerdict.Holds, ClaimVerdict.Holds), (claims["relu-gain"], claims["prelu-keeps"]));
    }

    private static void Replace(string file, string old, string replacement)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
