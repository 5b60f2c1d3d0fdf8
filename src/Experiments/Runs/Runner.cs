using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>Carries out one run: data, model, initial weights, training, and the folder that records them.</summary>
public static class Runner
{
    /// <summary>
    /// Runs a config on the calling thread. Input errors are thrown before the run folder is touched; from then on the folder records what
    /// happened, and the returned summary is the recorded one.
    /// </summary>
    /// <param name="cancellation">Interrupts the run after the current update.</param>
    /// <exception cref="InputException">The config doesn't fit the data, or another process is writing the folder.</exception>
    /// <exception cref="MissingException">The machine lacks the device or the data set.</exception>
    public static RunSummary Run(ResolvedConfig resolved, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        var config = resolved.Config;
        using var prepared = Preparation.Of(resolved, request.DataRoots, kept: request.Data);
        var folder = RunFolder.Of(request.OutputRoot ?? config.Output.Root, config.Name, prepared.Identity, config.Seed);
        if (request.Resume && folder.IsOver
            && RunSummary.Read(folder.Summary, "Without --resume the run starts from the beginning.") is var over
            && over.Status.HasResult())
        {
            new ForgivingObserver(observer).Note(
                $"The run in '{folder.Path}' is {over.Status.ToString().ToLowerInvariant()} already, so nothing was run. "
                    + "Without --resume it starts from the beginning.");
            return over;
        }

        var parts = prepared.Build();
        using var model = parts.Model;
        using var session = new RunSession(resolved, request, observer, folder, prepared);
        return session.Run(parts, cancellation);
    }

    /// <summary>
    /// Runs several configs on the calling thread. Their networks have the same shape. An error of one run does not harm the others.
    /// </summary>
    /// <param name="cancellation">Interrupts all runs after the current update.</param>
    /// <returns>One outcome for each run, in the order given.</returns>
    public static IReadOnlyList<RunOutcome> RunTogether(
        IReadOnlyList<(ResolvedConfig Resolved, RunRequest Request, IRunObserver Observer)> runs, CancellationToken cancellation)
    {
        return [.. runs.Select(run => Outcome(run.Resolved, run.Request, run.Observer, cancellation))];
    }

    private static RunOutcome Outcome(
        ResolvedConfig resolved, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        try
        {
            return new RunOutcome(Run(resolved, request, observer, cancellation), Error: null);
        }
        catch (Exception exception)
        {
            return new RunOutcome(Summary: null, exception);
        }
    }
}
