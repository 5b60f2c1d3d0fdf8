namespace Experiments.Sweeps.Launching;

/// <summary>The command that starts this program as a worker.</summary>
/// <param name="Arguments">Arguments before the command name; for the executable <c>dotnet</c>, the path of the program's assembly.</param>
public sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Returns the arguments with which a worker starts for a sweep folder.</summary>
    /// <param name="dataRoot">Folder to search first for data sets; null for none.</param>
    public IReadOnlyList<string> ForFolder(string folder, string? dataRoot) =>
        [.. Arguments, "worker", folder, .. dataRoot is null ? Array.Empty<string>() : ["--data", dataRoot]];

    /// <summary>Returns the program and arguments for running a task of a batch job. The caller appends the task's number.</summary>
    /// <param name="dataRoot">Folder to search first for data sets; null for none.</param>
    /// <param name="job">Number of the job in the sweep.</param>
    public IReadOnlyList<string> ForTask(string folder, string? dataRoot, int job) =>
        [File, .. ForFolder(folder, dataRoot), "--job", job.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
