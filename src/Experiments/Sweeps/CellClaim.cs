namespace Experiments.Sweeps;

/// <summary>
/// A process's hold on a cell: an exclusive operating-system lock on a file that is never deleted, so that there is no stale lock to
/// clear away and no moment in which two processes hold two files of one name. A JSON file beside it names the holder.
/// </summary>
public sealed class CellClaim : IDisposable
{
    // Testing a lock means taking it for an instant, so a failed attempt is repeated.
    private const int Attempts = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _lock;

    private CellClaim(FileStream held) => _lock = held;

    /// <summary>Takes a cell; null if another process has it.</summary>
    /// <param name="path">Path of the claim's files without their endings.</param>
    /// <exception cref="MissingException">The file system has no locks.</exception>
    public static CellClaim? TryTake(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (FileLock.TryTake(path + ".lock") is { } held)
            {
                CheckThatItHolds(path, held);
                AtomicFile.Write(path + ".json", JsonText.Document(ThisProcess()));
                return new CellClaim(held);
            }

            if (attempt == Attempts)
                return null;
            Thread.Sleep(s_pause);
        }
    }

    /// <summary>Describes who holds a cell at this instant; null if nobody does.</summary>
    public static string? Holder(string path) =>
        File.Exists(path + ".lock") && FileLock.IsHeld(path + ".lock") ? LastHolder(path) ?? "another process" : null;

    /// <summary>Describes who took a cell last: <c>process 123 on gpu7</c>; null if nobody ever did.</summary>
    public static string? LastHolder(string path)
    {
        if (!File.Exists(path + ".json"))
            return null;
        var holder = JsonNode.Parse(File.ReadAllText(path + ".json"))!;
        return $"process {holder["process"]} on {holder["host"]}{(holder["job"] is { } job ? $" (task {job})" : "")}";
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // On a file system without locks the runtime still opens the file and reports nothing.
    private static void CheckThatItHolds(string path, FileStream held)
    {
        using var second = FileLock.TryTake(path + ".lock");
        if (second is null)
            return;
        held.Dispose();
        throw new MissingException(
            $"The file system of '{Path.GetDirectoryName(path)}' has no file locks, so nothing could keep two processes from one cell; "
                + $"take another folder with --output, or mount this one with locks (NFS: without nolock).");
    }

    private static JsonObject ThisProcess() => new()
    {
        ["host"] = Environment.MachineName,
        ["process"] = Environment.ProcessId,
        ["job"] = Environment.GetEnvironmentVariable("SLURM_ARRAY_JOB_ID") is { } job
            ? $"{job}_{Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID")}"
            : null,
        ["since"] = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    };
}
