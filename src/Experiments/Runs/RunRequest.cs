using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>The inputs of a run that are not in its config: paths on this machine, and whether to resume an earlier run.</summary>
public sealed record RunRequest
{
    /// <summary>Folder that contains the run folders; null means the config's <c>output.root</c>.</summary>
    public string? OutputRoot { get; init; }

    /// <summary>Folders to search for data, in order.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>Cache of data for several runs of this process; null reads the data for this run only.</summary>
    public KeptData? Data { get; init; }

    /// <summary>The command line, for the environment record.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>
    /// Whether to resume the run in an existing run folder. If true, the run continues from its last checkpoint; for a completed or
    /// diverged run, the recorded summary is returned. If false, the folder is moved to <c>FOLDER.previous-N</c> and the run starts at the
    /// first step.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Shortest time between two checkpoints. Checkpoints are written after evaluations. This time limits how much work is lost if the
    /// process is killed; it does not affect results.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Number of updates between two waits for the device; null lets the trainer choose. Only tests set this number, and it does not affect
    /// results.
    /// </summary>
    internal int? UpdatesPerWait { get; init; }

    /// <summary>Logger that receives the events in addition to <c>events.jsonl</c>; null means the logger of the config's <c>Serilog</c>
    /// section.</summary>
    public Serilog.ILogger? Logger { get; init; }
}
