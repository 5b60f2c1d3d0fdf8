namespace Experiments.Cli.Tests;

/// <summary>Runs a small study and judges it: the exit code is 0 only if every claim holds.</summary>
public sealed class StudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StudyTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "studies", "toy"));
        _folder.Write("studies/toy/toy.json", """
            { "name": "toy", "device": "cpu", "data": { "kind": "synthetic", "features": 64 },
              "model": { "kind": "mlp", "hidden": [64, 64, 64], "activation": "identity", "bias": false },
              "init": { "weight": "orthogonal" } }
            """);
        Write(expected: "1");
    }

    public void Dispose() => _folder.Dispose();

    // An orthogonal square matrix keeps the length of its input.
    [Fact]
    public void A_study_is_run_and_its_claims_are_judged()
    {
        var missing = Study("verify");
        Assert.Equal(ExitCodes.ClaimFails, missing.ExitCode);
        Assert.Contains("not run", missing.Output, StringComparison.Ordinal);
        Assert.Contains("study run toy'", missing.Output, StringComparison.Ordinal);

        var run = Study("run", "toy");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("1 of 1 claims hold.", run.Output, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_folder.Path, "studies", "toy", "figure.svg")), StringComparison.Ordinal);

        var holds = Study("verify", "toy");
        Assert.Equal(0, holds.ExitCode);
        Assert.Matches(@"toy: kept\s+1 ± 0\.001\s+1\s.*holds", holds.Output);

        Write(expected: "0.5");
        var fails = Study("verify", "toy");
        Assert.Equal(ExitCodes.ClaimFails, fails.ExitCode);
        Assert.Matches(@"toy: kept\s+0\.5 ± 0\.001\s.*does not hold", fails.Output);
    }

    [Fact]
    public void A_study_without_results_is_named()
    {
        var list = Study("list");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("Toy study", list.Output, StringComparison.Ordinal);
        Assert.Contains("玩具", Study("list", "--language", "zh-CN").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'toy'?", "run", "tox")]
    [InlineData("Give the names of studies, --all or --smoke.", "run")]
    [InlineData("Give the names of studies, --all or --smoke.", "run", "toy", "--all")]
    [InlineData("Give the names of studies or --smoke, not both.", "verify", "toy", "--smoke")]
    [InlineData("has \"smoke\": true.", "verify", "--smoke")]
    [InlineData("has \"smoke\": true.", "run", "--smoke")]
    [InlineData("--quick and --full exclude each other.", "run", "toy", "--quick", "--full")]
    public void A_wrong_call_is_refused(string sentence, params string[] arguments)
    {
        var result = Study(arguments);
        Assert.Equal(ExitCodes.WrongInput, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private void Write(string expected) => _folder.Write("studies/toy/claim.json", $$"""
        {
          "order": 1, "title": { "en": "Toy study", "zh-CN": "玩具研究" }, "lesson": { "en": "A lesson.", "zh-CN": "一句话。" },
          "figure": "signal/variance.svg",
          "probes": [{ "name": "signal", "configs": ["toy.json"], "batch": 4, "quick": { "seeds": 2 } }],
          "claims": [{ "id": "kept", "source": "Algebra", "statement": { "en": "Kept.", "zh-CN": "保持。" },
            "values": [{ "name": "last", "path": "signal/toy/3/pre_activation_second_moment" },
                       { "name": "first", "path": "signal/toy/1/pre_activation_second_moment" }],
            "quantity": "last/first", "over": "every", "expected": {{expected}}, "tolerance": 0.001,
            "origin": { "en": "Rounding.", "zh-CN": "舍入。" } }]
        }
        """);

    private (int ExitCode, string Output, string Error) Study(params string[] arguments)
    {
        string[] output = arguments is ["list", ..] ? [] : ["--output", Path.Combine(_folder.Path, "results")];
        var result = Cli.Run(["study", .. arguments, "--studies", Path.Combine(_folder.Path, "studies"), .. output]);
        return (result.ExitCode, result.Output, result.Error);
    }
}
