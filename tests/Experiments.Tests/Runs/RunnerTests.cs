using Experiments.Runs;

namespace Experiments.Tests.Runs;

public sealed class RunnerTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_run_on_digits_completes_and_leaves_every_file_of_the_contract()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp);

        Assert.Null(summary.Error);
        Assert.Equal(RunStatus.Completed, summary.Status);
        foreach (var name in new[] { "config.json", "environment.json", "events.jsonl", "metrics.jsonl", "summary.json", "checkpoints/initial.safetensors", "checkpoints/last.safetensors" })
            Assert.True(File.Exists(Path.Combine(summary.Folder, name)), name);
        Assert.False(File.Exists(Path.Combine(summary.Folder, "run.lock")));
    }
}
