using Experiments.Configuration;
using Experiments.Runs;

namespace Experiments.Tests.Runs;

[Collection(AloneCollection.Name)]
public sealed class FailureTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_checkpoint_that_can_not_be_written_fails_the_run_in_one_sentence()
    {
        LossObserver? observer = null;
        observer = new LossObserver(report =>
        {
            // A file where the folder was: no rename into it can succeed, whoever runs the test.
            if (report.Step == 5)
            {
                var folder = Path.Combine(observer!.Start!.Folder, "checkpoints");
                Directory.Delete(folder, recursive: true);
                File.WriteAllText(folder, "");
            }
        });

        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.Equal(RunStatus.Failed, summary.Status);
        Assert.NotNull(summary.Error);
        Assert.DoesNotContain('\n', summary.Error);
        Assert.Equal(RunStatus.Failed, RunSummary.Read(Path.Combine(summary.Folder, "summary.json")).Status);
        Assert.Equal("failed", RunFolder.Open(summary.Folder).ReadEvents()[^1]["event"]!.GetValue<string>());
    }

    [Fact]
    public void An_error_inside_a_step_is_a_recorded_failure()
    {
        var observer = new LossObserver(report =>
        {
            if (report.Step == 5)
                throw new InvalidOperationException("planted\nwith a backtrace");
        });

        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.Equal((RunStatus.Failed, "planted", 5), (summary.Status, summary.Error, summary.Progress.Step));
    }

    [Fact]
    public void A_root_that_is_no_folder_is_refused_by_name()
    {
        var file = Path.Combine(_runs.Root, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<InputException>(() =>
            Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { OutputRoot = file }, new SilentObserver(), CancellationToken.None));

        Assert.StartsWith($"output.root: the run folder '{file}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_config_of_people_logging_is_read_from_Serilogs_section()
    {
        var log = Path.Combine(_runs.Root, "people.log");
        var config = _runs.Read(
            RunFixture.DigitsMlp, $"Serilog={{\"MinimumLevel\":\"Warning\",\"WriteTo\":[{{\"Name\":\"File\",\"Args\":{{\"path\":\"{log}\"}}}}]}}", "optimizer.lr=1e30");

        var summary = Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None);

        Assert.Equal(RunStatus.Diverged, summary.Status);
        var line = Assert.Single(File.ReadAllLines(log));
        Assert.Contains(summary.Error!, line, StringComparison.Ordinal);
        Assert.Contains(RunFolder.Open(summary.Folder).ReadEvents(), entry => entry["level"]!.GetValue<string>() == "information");
    }

    [Fact]
    public void A_sink_that_is_not_there_is_refused_before_the_run_starts()
    {
        var config = _runs.Read(RunFixture.DigitsMlp, "Serilog={\"WriteTo\":[{\"Name\":\"Consle\"}]}");

        var refused = Assert.Throws<InputException>(() => Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None));

        Assert.StartsWith("Serilog: Unable to find a method called Consle", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_runs.Root, "runs")));
    }

    [Fact]
    public void A_folder_without_a_config_is_no_run_folder() =>
        Assert.Equal($"'{_runs.Root}' is no run folder: it has no config.json.", Assert.Throws<InputException>(() => RunFolder.Open(_runs.Root)).Message);
}
