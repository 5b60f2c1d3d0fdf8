using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>What a run needs beside its config: places on this machine, and what to do with an earlier run.</summary>
public sealed record RunRequest
{
    /// <summary>Folder of the run folders; null takes the config's <c>output.root</c>.</summary>
    public string? OutputRoot { get; init; }

    /// <summary>Folders to search for data, in order.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>Data kept between the runs of a process; null to read it for this run alone.</summary>
    public KeptData? Data { get; init; }

    /// <summary>The command line, for the record.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>
    /// What to do with an existing run folder: false moves it to <c>FOLDER.previous-N</c> and starts anew, so that nothing is lost;
    /// true continues from its last checkpoint, and returns a completed or diverged run as it is recorded.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Least time between two checkpoints, which follow evaluations: bounds what a kill costs. It changes no result.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Updates between two waits for the device, for tests; null leaves it to the trainer. It changes no result.</summary>
    internal int? UpdatesPerWait { get; init; }

    /// <summary>Logger for events beside <c>events.jsonl</c>; null takes the config's <c>Serilog</c> section.</summary>
    public Serilog.ILogger? Logger { get; init; }
}
