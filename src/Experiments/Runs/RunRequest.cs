using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>The inputs of a run besides its config: paths on this machine, and the treatment of an earlier run.</summary>
public sealed record RunRequest
{
    /// <summary>Folder of the run folders; null means the config's <c>output.root</c>.</summary>
    public string? OutputRoot { get; init; }

    /// <summary>Folders to search for data, in order.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>Data that the process keeps for several runs; null reads the data for this run only.</summary>
    public KeptData? Data { get; init; }

    /// <summary>The command line, for the environment record.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>
    /// Treatment of an existing run folder. False moves it to <c>FOLDER.previous-N</c> and starts anew, so that nothing is lost. True
    /// continues from its last checkpoint; a completed or diverged run is returned as recorded.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Shortest time between two checkpoints, which are written after evaluations. It limits how much work a kill can lose and does not
    /// affect results.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Number of updates between two waits for the device; tests set it, null leaves it to the trainer. It does not affect results.
    /// </summary>
    internal int? UpdatesPerWait { get; init; }

    /// <summary>Logger for events besides <c>events.jsonl</c>; null means the config's <c>Serilog</c> section.</summary>
    public Serilog.ILogger? Logger { get; init; }
}
