using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Measures how fast a cell's updates are on this machine, in a short run whose folder is then removed.</summary>
public static class SpeedTrial
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(2);

    /// <summary>Seconds per update, evaluations included; null if the run made fewer than two updates, as when it fails early.</summary>
    /// <param name="roots">Folders to search for data.</param>
    public static double? SecondsPerStep(CellPlan plan, IReadOnlyList<string> roots, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("experiments-trial-");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clock = new Clock(stop);
        try
        {
            Runner.Run(plan.Config, new RunRequest { OutputRoot = folder.FullName, DataRoots = roots, CommandLine = "trial" }, clock,
                stop.Token);
            return clock.SecondsPerStep;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Clock(CancellationTokenSource stop) : IRunObserver
    {
        private readonly Stopwatch _since = new();
        private long _first;
        private long _last;

        public double? SecondsPerStep => _last > _first ? _since.Elapsed.TotalSeconds / (_last - _first) : null;

        public void Started(RunStart start)
        {
        }

        // The first update is not timed: it warms up what is compiled and allocated once.
        public void StepDone(StepReport report)
        {
            if (!_since.IsRunning)
            {
                _first = report.Step;
                _since.Start();
            }
            _last = report.Step;
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
