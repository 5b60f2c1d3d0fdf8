namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>A task of an array job as shown by <c>squeue</c>.</summary>
/// <param name="Job">Id of the array job.</param>
/// <param name="Number">Number of the task in the array.</param>
/// <param name="State">Slurm's state, such as <c>PENDING</c>, <c>RUNNING</c>, <c>FAILED</c>.</param>
/// <param name="Node">Machine; empty if the task has no machine yet.</param>
/// <param name="ExitStatus">Exit status as <c>wait</c> returns it: the signal in the low seven
/// bits, the exit code above the low eight.</param>
/// <param name="Reason">Slurm's reason for waiting or failing, such as <c>Resources</c>, <c>NonZeroExitCode</c>.</param>
public sealed record SlurmTask(string Job, int Number, string State, string Node, int ExitStatus, string Reason)
{
    /// <summary>The columns requested from <c>squeue</c>.</summary>
    public const string Format = "ArrayJobID:|,ArrayTaskID:|,State:|,NodeList:|,exit_code:|,Reason:|";

    private static readonly string[] s_ended =
        ["BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT"];

    /// <summary>Whether the task is queued, running, or ending.</summary>
    public bool IsUnderWay => !s_ended.Contains(State);

    public bool IsRunning => IsUnderWay && State is not ("PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT");

    /// <summary>Describes the task and its machine: <c>task 12_3 on node7</c>, <c>task 12_3, queued (Resources)</c>.</summary>
    public string InWords =>
        $"task {Job}_{Number.ToString(CultureInfo.InvariantCulture)}{(IsRunning ? $" on {Node}" : $", queued ({Reason})")}";

    /// <summary>Parses a line of <c>squeue</c>; returns null if the line does not describe a task of an array.</summary>
    public static SlurmTask? Parse(string line)
    {
        var fields = line.Trim().Split('|');
        return fields.Length == 7 && Whole(fields[1]) is { } number && Whole(fields[4]) is { } status
            ? new SlurmTask(fields[0], number, fields[2], fields[3], status, fields[5])
            : null;
    }

    /// <summary>Describes in one sentence why an ended task died; null if the task completed or the user cancelled it.</summary>
    public string? CauseOfDeath => State switch
    {
        "COMPLETED" or "CANCELLED" or "REVOKED" => null,
        "TIMEOUT" or "DEADLINE" => $"{Name} reached its time limit.",
        "OUT_OF_MEMORY" => $"{Name} was killed because its memory ran out.",
        "NODE_FAIL" or "BOOT_FAIL" => $"{Name} was lost with its node {Node}.",
        "PREEMPTED" => $"{Name} was preempted.",
        _ when (ExitStatus & 0x7f) is > 0 and var signal =>
            $"{Name} was ended on {Node} by signal {signal.ToString(CultureInfo.InvariantCulture)}.",
        _ => $"{Name} failed on {Node} with code {(ExitStatus >> 8).ToString(CultureInfo.InvariantCulture)} ({Reason}).",
    };

    private string Name => $"Slurm's task {Job}_{Number.ToString(CultureInfo.InvariantCulture)}";

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
