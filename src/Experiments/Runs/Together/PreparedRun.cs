using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>A run up to its first update: data, model, initial weights, and the run folder, which it has taken.</summary>
internal sealed class PreparedRun : IDisposable
{
    private readonly Preparation _preparation;
    private readonly RunParts? _parts;
    private readonly RunSession? _session;

    /// <exception cref="InputException">The config doesn't fit the data, or another process is writing the folder.</exception>
    /// <exception cref="MissingException">The machine lacks the device or the data set.</exception>
    public PreparedRun(ResolvedConfig resolved, RunRequest request, IRunObserver observer)
    {
        var config = resolved.Config;
        _preparation = Preparation.Of(resolved, request.DataRoots, kept: request.Data);
        try
        {
            var folder = RunFolder.Of(request.OutputRoot ?? config.Output.Root, config.Name, _preparation.Identity, config.Seed);
            Over = SummaryOf(folder, request, observer);
            if (Over is not null)
                return;
            _parts = _preparation.Build();
            _session = new RunSession(resolved, request, observer, folder, _preparation);
        }
        catch
        {
            Dispose();
            throw;
        }

        Member = new StackMember(_preparation.Identity, config.Seed);
    }

    /// <summary>The recorded summary of a run that is over and was to be resumed; null if there is something to do.</summary>
    public RunSummary? Over { get; }

    /// <summary>How a record of a group names this run; null if it is over.</summary>
    public StackMember? Member { get; }

    /// <summary>The run's model and plan; only for a run that is not over.</summary>
    public RunParts Parts => _parts!;

    /// <summary>The run's work on its folder; only for a run that is not over.</summary>
    public RunSession Session => _session!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _session?.Dispose();
        _parts?.Model.Dispose();
        _preparation.Dispose();
    }

    private static RunSummary? SummaryOf(RunFolder folder, RunRequest request, IRunObserver observer)
    {
        if (!request.Resume || !folder.IsOver)
            return null;
        var over = RunSummary.Read(folder.Summary, "Without --resume the run starts from the beginning.");
        if (!over.Status.HasResult())
            return null;
        new ForgivingObserver(observer).Note(
            $"The run in '{folder.Path}' is {over.Status.ToString().ToLowerInvariant()} already, so nothing was run. "
                + "Without --resume it starts from the beginning.");
        return over;
    }
}
