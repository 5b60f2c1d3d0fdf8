namespace Experiments.Tests.Studies.Judging;

public sealed class StudyJudgeTests : IDisposable
{
    private readonly StudyBench _bench = new();

    public void Dispose() => _bench.Dispose();

    // Ratios 0.5, 0.49 and 0.51: mean 0.5, half-width 4.30265 · 0.01/√3 = 0.02484.
    [Fact]
    public void A_claim_is_judged_from_the_stored_rows()
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var result = Assert.Single(StudyJudge.Judge(study, _bench.Store(study, (2, 1), (100, 49), (100, 51))));
        Assert.Equal(0.5, result.Measured, 1e-12);
        Assert.Equal(0.47516, result.Interval!.Value.Low, 1e-5);
        Assert.Equal((3, ClaimVerdict.Holds), (result.Seeds, result.Verdict));
    }

    [Fact]
    public void The_neighbouring_hypothesis_does_not_hold()
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        Assert.Equal(ClaimVerdict.DoesNotHold,
            Assert.Single(StudyJudge.Judge(study, _bench.Store(study, (2, 2), (100, 99), (100, 101)))).Verdict);
    }

    [Theory]
    [InlineData("signal/toy/-1/pre_activation_var", 1)]
    [InlineData("signal/toy/-2/pre_activation_var", 2)]
    [InlineData("signal/toy/min/pre_activation_var", 1)]
    [InlineData("signal/toy/max/pre_activation_var", 2)]
    [InlineData("signal/toy/mean/pre_activation_var", 1.5)]
    [InlineData("signal/toy/2/predicted.pre_activation_var", 2)]
    public void A_path_finds_a_layer(string path, double value)
    {
        var claim = StudyBench.Claim.Replace("signal/toy/-1/pre_activation_var", path, StringComparison.Ordinal);
        var study = _bench.Read(StudyBench.Study(claim.Replace("last/first", "last+0*first", StringComparison.Ordinal)));
        Assert.Equal(value, Assert.Single(StudyJudge.Judge(study, _bench.Store(study, (2, 1), (2, 1)))).Measured);
    }

    [Theory]
    [InlineData("signal/tou/-1/pre_activation_var", "there is no label 'tou' (toy); did you mean 'toy'?")]
    [InlineData("signal/toy/3/pre_activation_var", "there is no layer 3; the network has 2 layers.")]
    [InlineData("signal/toy/1/weight_std", "the layer has no 'weight_std'")]
    public void A_number_that_the_results_do_not_have_is_an_error(string path, string sentence)
    {
        var claim = StudyBench.Claim.Replace("signal/toy/-1/pre_activation_var", path, StringComparison.Ordinal);
        var study = _bench.Read(StudyBench.Study(claim));
        var results = _bench.Store(study, (2, 1), (2, 1));
        Assert.Contains(sentence, Assert.Throws<InputException>(() => StudyJudge.Judge(study, results)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_without_results_is_not_run_and_a_changed_study_is_out_of_date()
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var nothing = StudyResults.Of(Path.Combine(_bench.Root, "nothing"), study, StudyMode.Quick);
        Assert.Equal(ClaimVerdict.NotRun, Assert.Single(StudyJudge.Judge(study, nothing)).Verdict);
        var results = _bench.Store(study, (2, 1), (2, 1));
        File.AppendAllText(Path.Combine(_bench.Folder, "toy.json"), "\n");
        Assert.Equal(ClaimVerdict.OutOfDate, Assert.Single(StudyJudge.Judge(study, results)).Verdict);
    }

    [Fact]
    public void A_changed_claim_or_full_setting_needs_no_new_quick_run()
    {
        var results = _bench.Store(_bench.Read(StudyBench.Study(StudyBench.Claim)), (2, 1), (2, 1));
        var changed = _bench.Read(StudyBench.Study(StudyBench.Claim.Replace("\"1/10\"", "0.2", StringComparison.Ordinal))
            .Replace("\"quick\": { \"seeds\": 3 }", "\"quick\": { \"seeds\": 3 }, \"full\": { \"seeds\": 7 }", StringComparison.Ordinal));
        Assert.Equal(ClaimVerdict.Holds, Assert.Single(StudyJudge.Judge(changed, results)).Verdict);
        var resized = _bench.Read(StudyBench.Study(StudyBench.Claim).Replace("\"seeds\": 3", "\"seeds\": 4", StringComparison.Ordinal));
        Assert.Equal(ClaimVerdict.OutOfDate, Assert.Single(StudyJudge.Judge(resized, results)).Verdict);
    }

    [Theory]
    [InlineData("{ \"fingerprint\": \"ab")]
    [InlineData("")]
    [InlineData("[1]")]
    public void A_record_that_cannot_be_read_counts_as_not_run(string record)
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var results = _bench.Store(study, (2, 1), (2, 1));
        File.WriteAllText(Path.Combine(results.Path, "study.json"), record);
        Assert.Equal(ClaimVerdict.NotRun, Assert.Single(StudyJudge.Judge(study, results)).Verdict);
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("", "has no complete line")]
    [InlineData("{ \"label\": \n", "is damaged")]
    [InlineData("[1]\n", "is damaged")]
    public void Damaged_results_name_the_file_and_the_command_that_repairs_them(string? content, string what)
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var results = _bench.Store(study, (2, 1), (2, 1));
        var file = Path.Combine(results.Path, "signal", "signal.jsonl");
        if (content is null)
            File.Delete(file);
        else
            File.WriteAllText(file, content);
        var message = Assert.Throws<InputException>(() => StudyJudge.Judge(study, results)).Message;
        Assert.Contains($"'{file}' {what}. Run '", message, StringComparison.Ordinal);
        Assert.Contains("study run --again toy'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_config_outside_the_folder_is_out_of_date()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Root, "configs"));
        var (shared, below) = (Path.Combine(_bench.Root, "configs", "shared.json"), Path.Combine(_bench.Root, "configs", "below.json"));
        File.WriteAllText(below, """{ "data": { "kind": "synthetic", "features": 8 } }""");
        File.WriteAllText(shared, """{ "extends": "below.json", "name": "toy", "model": { "kind": "mlp", "hidden": [8, 8] } }""");
        File.WriteAllText(Path.Combine(_bench.Folder, "sweep.json"), """{ "base": "../configs/shared.json", "axes": [{ "seeds": 2 }] }""");
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim).Replace("\"claims\":",
            "\"sweeps\": [{ \"name\": \"train\", \"file\": \"sweep.json\" }], \"claims\":", StringComparison.Ordinal));
        foreach (var file in new[] { shared, below, Path.Combine(_bench.Folder, "sweep.json") })
        {
            var results = _bench.Store(study, (2, 1), (2, 1));
            Assert.Equal(ClaimVerdict.Holds, results.State(study));
            File.AppendAllText(file, "\n");
            Assert.Equal(ClaimVerdict.OutOfDate, results.State(study));
        }
    }
}
