using System.Globalization;
using System.Text;
using Experiments.Configuration;
using Experiments.Serialization;

namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>The script of an array job. A task's process becomes the worker itself, so that Slurm's signals reach it.</summary>
public static class SlurmScript
{
    // Time enough for an update and a checkpoint.
    private const int SecondsOfWarning = 60;

    /// <summary>The script's text.</summary>
    /// <param name="name">Name of the job.</param>
    /// <param name="job">The job.</param>
    /// <param name="cells">The cells of the job, which have one number of threads and one device.</param>
    /// <param name="options">What Slurm is asked for.</param>
    /// <param name="worker">The command that runs a task, but for the task's number.</param>
    /// <param name="environment">Variables that the command gets beside those of the job.</param>
    /// <exception cref="InputException">An option has a space or a line feed in it.</exception>
    public static string Text(string name, SlurmJob job, IReadOnlyList<CellRecord> cells, SlurmOptions options, IReadOnlyList<string> worker, IReadOnlyDictionary<string, string> environment)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        foreach (var line in Options(name, job, cells, options).Concat(options.Lines))
            text.Append("#SBATCH ").Append(line).Append('\n');
        foreach (var line in options.Setup)
            text.Append(line).Append('\n');
        // By env, so that a library to preload reaches the worker and no command before it.
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
        // A task that is preempted, or whose node fails, is queued again, goes on from the last checkpoint and writes on below.
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

    private static string Word(string key, string value) => value.Length > 0 && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        ? value
        : throw new InputException($"slurm: {key} is \"{value}\"; a word without spaces is expected.");

    // In a path that sbatch reads, % begins a replacement and \ takes the next character as it is.
    private static string Path(string path) => path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
}
