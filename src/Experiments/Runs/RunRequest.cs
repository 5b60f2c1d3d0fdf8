namespace Experiments.Runs;

/// <summary>What a run is asked beside its config: where things lie on this machine, and what to do with an earlier run.</summary>
public sealed record RunRequest
{
    /// <summary>Folder of the run folders; null takes the config's <c>output.root</c>.</summary>
    public string? OutputRoot { get; init; }

    /// <summary>Folders in which data is looked for, in order.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>The command line, for the record.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>
    /// What to do where the run's folder is there already: false moves it aside, to <c>FOLDER.previous-N</c>, and starts anew, so that
    /// nothing is lost; true goes on from its last checkpoint, and returns a run that is over as it is recorded.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Least time between two checkpoints for a resume, which are written after evaluations: what a kill can cost at most, beside the
    /// time between two evaluations. It changes no result.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where events go beside <c>events.jsonl</c>; null takes what the config's <c>Serilog</c> section says.</summary>
    public Serilog.ILogger? Logger { get; init; }
}
