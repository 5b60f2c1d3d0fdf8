namespace Experiments.Sweeps.Launching;

/// <summary>How this program is started again, as a worker.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What stands before the verb: the program's assembly where the executable is <c>dotnet</c>.</param>
public sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The arguments that start a worker over a sweep folder.</summary>
    /// <param name="folder">The sweep folder.</param>
    /// <param name="dataRoot">A folder to look for data sets in first; null for none.</param>
    public IReadOnlyList<string> ForFolder(string folder, string? dataRoot) =>
        [.. Arguments, "worker", folder, .. dataRoot is null ? Array.Empty<string>() : ["--data", dataRoot]];

    /// <summary>The arguments, program first, that run a task of a batch job; the task's number is to follow.</summary>
    /// <param name="folder">The sweep folder.</param>
    /// <param name="dataRoot">A folder to look for data sets in first; null for none.</param>
    /// <param name="job">The job's number in the sweep.</param>
    public IReadOnlyList<string> ForTask(string folder, string? dataRoot, int job) =>
        [File, .. ForFolder(folder, dataRoot), "--job", job.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
