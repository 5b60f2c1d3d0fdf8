namespace Experiments.Tests.Studies.Running;

public sealed class StudyRunnerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-study-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The fake sweep reports whether a cell of an earlier run is still there, and writes a cell and the figure.
    [Fact]
    public void Finished_cells_are_kept_only_after_an_interrupted_run_of_the_same_study()
    {
        using var bench = new StudyBench();
        var sweepFile = Path.Combine(bench.Folder, "sweep.json");
        File.WriteAllText(sweepFile, """{ "base": "toy.json", "axes": [{ "seeds": 2 }] }""");
        var study = bench.Read("""
            {
              "order": 1, "title": { "en": "Toy", "zh-CN": "玩具" }, "lesson": { "en": "A lesson.", "zh-CN": "一句话。" },
              "figure": "train/figure.svg", "sweeps": [{ "name": "train", "file": "sweep.json" }],
              "claims": [{ "id": "loss", "source": "Algebra", "statement": { "en": "A loss.", "zh-CN": "损失。" },
                "values": [{ "name": "loss", "path": "train/toy/test.loss" }], "quantity": "loss", "at_least": 0,
                "origin": { "en": "Chosen.", "zh-CN": "选定。" } }]
            }
            """);
        var results = StudyResults.Of(Path.Combine(_root, "results"), study, StudyMode.Quick);

        Assert.False(RunFindsCell(isInterrupted: true));
        Assert.Equal(ClaimVerdict.NotRun, results.State(study));
        Assert.True(RunFindsCell(isInterrupted: false));
        Assert.Equal(ClaimVerdict.Holds, results.State(study));
        Assert.False(RunFindsCell(isInterrupted: true, isAnew: true));
        File.AppendAllText(sweepFile, "\n");
        Assert.False(RunFindsCell(isInterrupted: false));
        Assert.False(RunFindsCell(isInterrupted: false));

        bool RunFindsCell(bool isInterrupted, bool isAnew = false)
        {
            var found = false;
            var runner = new StudyRunner((_, output) =>
            {
                var cell = Path.Combine(output, "train", "cell");
                found = File.Exists(cell);
                Directory.CreateDirectory(Path.GetDirectoryName(cell)!);
                File.WriteAllText(cell, "");
                File.WriteAllText(Path.Combine(output, "train", "figure.svg"), "<svg/>");
                if (isInterrupted)
                    throw new OperationCanceledException();
            });
            if (isInterrupted)
                Assert.Throws<OperationCanceledException>(Run);
            else
                Run();
            return found;

            void Run() => runner.Run(study, results, isAnew, _ => { }, CancellationToken.None);
        }
    }

    // A planted fault: the gain of ReLU instead of the gain of slope 0.5 makes the second moment grow by 1.25 per layer.
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
        new StudyRunner((_, _) => Assert.Fail("The study has no sweep.")).Run(study, results, isAnew: false, _ => { },
            CancellationToken.None);
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
