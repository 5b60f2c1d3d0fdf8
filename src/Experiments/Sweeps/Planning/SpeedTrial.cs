using Experiments.Experiment;
using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Measures the speed of updates on this machine in short runs, and then deletes the folders of these runs.</summary>
public static class SpeedTrial
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Returns the seconds per update of a cell, evaluations included; null if the runs made fewer than two updates, for example because
    /// they failed early.
    /// </summary>
    /// <param name="together">Configs that train together, or a single config.</param>
    /// <param name="roots">Folders to search for data.</param>
    public static double? SecondsPerStep(IReadOnlyList<ResolvedConfig> together, IReadOnlyList<string> roots,
        CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("experiments-trial-");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var data = new KeptData();
        var clock = new Clock(stop);
        try
        {
            var outcomes = Runner.RunTogether(
                [.. together.Select((config, i) => (config, new RunRequest
                {
                    // Each config has its own output folder. The configs do not contain the sweep's seeds, so cells that differ only in the
                    // seed have equal configs here.
                    OutputRoot = Path.Combine(folder.FullName, i.ToString(CultureInfo.InvariantCulture)),
                    DataRoots = roots, Data = data, CommandLine = "trial",
                }, (IRunObserver)clock))], stop.Token);
            if (outcomes.Select(outcome => outcome.Error).FirstOrDefault(error => error is not null) is { } error)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
            return clock.SecondsPerStep;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Counts the updates of all runs.
    private sealed class Clock(CancellationTokenSource stop) : IRunObserver
    {
        private readonly Stopwatch _since = new();
        private long _updates;

        public double? SecondsPerStep => _updates > 0 ? _since.Elapsed.TotalSeconds / _updates : null;

        public void Started(RunStart start)
        {
        }

        // The time of a run's first update is not measured, because this update also compiles code and allocates memory.
        public void StepDone(StepReport report)
        {
            if (!_since.IsRunning)
                _since.Start();
            if (report.Step > 1)
                _updates++;
            if (_since.Elapsed > s_length)
                stop.Cancel();
        }

        public void Evaluated(EvaluationRow row)
        {
        }

        public void Warning(string message)
        {
        }

        public void Finished(RunSummary summary) => _since.Stop();
    }
}
