using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>Carries out runs: reads data, builds and initialises the model, trains, and records results in the run folder.</summary>
public static class Runner
{
    /// <summary>
    /// Runs a config on the calling thread. Input errors are thrown before the run folder is changed. Later errors are recorded in the
    /// folder, and the method returns the recorded summary.
    /// </summary>
    /// <param name="cancellation">Interrupts the run after the current update.</param>
    /// <exception cref="InputException">The config doesn't fit the data, or another process is writing to the folder.</exception>
    /// <exception cref="MissingException">The device or the data set is not on this machine.</exception>
    public static RunSummary Run(ResolvedConfig resolved, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        using var run = new PreparedRun(resolved, request, observer);
        return run.Over ?? run.Session.Run(run.Parts, cancellation);
    }

    /// <summary>
    /// Runs several configs on the calling thread. Networks of the same shape train as one network with a dimension for the cells. On the
    /// CPU the results of each run have the same bits as in separate training; on CUDA they agree within rounding. An error in one run does
    /// not affect the other runs.
    /// </summary>
    /// <param name="cancellation">Interrupts all runs after the current update.</param>
    /// <returns>One outcome for each run, in the order of the arguments.</returns>
    public static IReadOnlyList<RunOutcome> RunTogether(
        IReadOnlyList<(ResolvedConfig Resolved, RunRequest Request, IRunObserver Observer)> runs, CancellationToken cancellation) =>
        RunGroup.Run(runs, cancellation);
}
