using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>A run before its first update: data, model, initial weights, and the locked run folder.</summary>
internal sealed class PreparedRun : IDisposable
{
    private readonly Preparation _preparation;
    private readonly RunParts? _parts;
    private readonly RunSession? _session;

    /// <exception cref="InputException">The config doesn't fit the data, or another process is writing to the folder.</exception>
    /// <exception cref="MissingException">The device or the data set is not on this machine.</exception>
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

    /// <summary>The recorded summary, if the request asks for a resume and the run has already ended; otherwise null.</summary>
    public RunSummary? Over { get; }

    /// <summary>The run's entry in the record of a group; null if the run has already ended.</summary>
    public StackMember? Member { get; }

    /// <summary>The run's model and plan. Available only if the run has not already ended.</summary>
    public RunParts Parts => _parts!;

    /// <summary>The run's work on its folder. Available only if the run has not already ended.</summary>
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
        var over = RunSummary.Read(folder.Summary, "Run without --resume to start from the beginning.");
        if (!over.Status.HasResult())
            return null;
        new ForgivingObserver(observer).Note(
            $"The run in '{folder.Path}' is already {over.Status.ToString().ToLowerInvariant()}, so nothing was run. "
                + "Run without --resume to start from the beginning.");
        return over;
    }
}
