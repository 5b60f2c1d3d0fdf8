namespace Experiments.Cli.Tests;

public sealed class RunTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // In a resumed run, a measurement would use trained weights, although the prediction is for initial weights.
    [Fact]
    public void A_new_run_prints_a_verdict_and_a_resumed_run_does_not()
    {
        var begun = Announced(resume: false);
        var resumed = Announced(resume: true);

        Assert.Single(begun, line => line.StartsWith("signal", StringComparison.Ordinal));
        Assert.DoesNotContain(resumed, line => line.StartsWith("signal", StringComparison.Ordinal));
        Assert.Contains("resuming after step 2", resumed);
    }

    private IReadOnlyList<string> Announced(bool resume)
    {
        using var stop = new CancellationTokenSource();
        var observer = new StopAtTwo(stop);
        var config = ConfigReader.Read(Path.Combine(Cli.Root, "configs", "digits-mlp.json"), ["training.epochs=null", "training.steps=4"]);
        Runner.Run(config, new RunRequest { OutputRoot = _folder.Path, DataRoots = DataRoots.Default(null), Resume = resume }, observer,
            stop.Token);
        return observer.Lines;
    }

    private sealed class StopAtTwo(CancellationTokenSource stop) : IRunObserver
    {
        public IReadOnlyList<string> Lines { get; private set; } = [];

        public void Started(RunStart start) => Lines = [.. RunText.Start(start)];

        public void StepDone(StepReport report)
        {
            if (report.Step == 2)
                stop.Cancel();
        }

        public void Evaluated(EvaluationRow row)
        {
        }

        public void Warning(string message)
        {
        }

        public void Finished(RunSummary summary)
        {
        }
    }
}
