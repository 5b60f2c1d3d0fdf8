namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>Writes the script of an array job. The script's exec command replaces the shell by the worker, so that Slurm's signals reach
/// the worker.</summary>
public static class SlurmScript
{
    // Seconds before the end of the job at which Slurm sends a signal. This time is enough for an update and a checkpoint.
    private const int SecondsOfWarning = 60;

    /// <param name="cells">Cells of the job, all with the same number of threads and the same device.</param>
    /// <param name="worker">Command that runs a task, without the task's number.</param>
    /// <param name="environment">Environment variables of the worker, in addition to the variables of the job.</param>
    /// <exception cref="InputException">An option contains a space or a line feed.</exception>
    public static string Text(string name, SlurmJob job, IReadOnlyList<CellRecord> cells, SlurmOptions options,
        IReadOnlyList<string> worker, IReadOnlyDictionary<string, string> environment)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        foreach (var line in Options(name, job, cells, options).Concat(options.Lines))
            text.Append("#SBATCH ").Append(line).Append('\n');
        foreach (var line in options.Setup)
            text.Append(line).Append('\n');
        // The script sets the variables with env, so that a preloaded library affects only the worker and not the earlier commands of the
        // script.
        var variables = environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        if (variables.Count > 0)
            worker = ["env", .. variables, .. worker];
        return text.Append("exec ").AppendJoin(' ', worker.Select(ShellText.Quote)).Append(" --task \"$SLURM_ARRAY_TASK_ID\"\n").ToString();
    }

    private static IEnumerable<string> Options(string name, SlurmJob job, IReadOnlyList<CellRecord> cells, SlurmOptions options)
    {
        var atOnce = options.Concurrent is { } most ? $"%{Whole(most)}" : "";
        yield return $"--job-name={name}";
        yield return $"--array=0-{Whole(job.Tasks.Count - 1)}{atOnce}";
        yield return $"--output=\"{Path(System.IO.Path.Combine(job.Path, "task-"))}%a.log\"";
        // Slurm requeues a task after a preemption or a node failure. The task then resumes from the last checkpoint and appends to its
        // log.
        yield return "--open-mode=append";
        yield return "--requeue";
        yield return $"--signal=B:TERM@{SecondsOfWarning}";
        yield return "--ntasks=1";
        yield return $"--cpus-per-task={Whole(options.Cpus ?? cells.Max(cell => cell.Threads))}";
        if ((options.Gpus ?? (cells.Any(cell => cell.Device == "cuda") ? 1 : 0)) is > 0 and var gpus)
            yield return $"--gres=gpu:{Whole(gpus)}";
        foreach (var (key, value) in new[] { ("partition", options.Partition), ("time", options.Time), ("mem", options.Memory) })
        {
            if (value is not null)
                yield return $"--{key}={Word(key, value)}";
        }
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(string key, string value) =>
        value.Length > 0 && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            ? value
            : throw new InputException($"slurm: {key} is \"{value}\"; a word without spaces is expected.");

    // sbatch reads % in a path as the start of a replacement, and \ as an escape.
    private static string Path(string path) =>
        path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%",
            StringComparison.Ordinal);
}
