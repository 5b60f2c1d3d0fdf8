namespace Experiments.Sweeps;

/// <summary>
/// A process's lock on a cell: an exclusive operating-system lock on a file. The operating system releases the lock when the process ends,
/// so no stale lock has to be removed. The file is never deleted, so two processes never lock two different files of the same name. A JSON
/// file beside the lock file names the process.
/// </summary>
public sealed class CellClaim : IDisposable
{
    // A process that only tests whether a cell is locked holds the lock for an instant. A failed attempt is therefore repeated.
    private const int Attempts = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _lock;

    private CellClaim(FileStream held) => _lock = held;

    /// <summary>Locks a cell; returns null if another process has locked it.</summary>
    /// <param name="path">Path of the lock's files without their endings.</param>
    /// <exception cref="MissingException">The file system has no file locks.</exception>
    public static CellClaim? TryTake(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (FileLock.TryTake(path + ".lock") is { } held)
            {
                CheckThatItHolds(path, held);
                // The file is not flushed to the disk, because after a power cut no process holds the lock, even if the file names a
                // process.
                AtomicFile.Write(path + ".json", JsonText.Document(ThisProcess()), isForced: false);
                return new CellClaim(held);
            }

            if (attempt == Attempts)
                return null;
            Thread.Sleep(s_pause);
        }
    }

    /// <summary>Describes the process that has locked a cell; null if the cell is not locked.</summary>
    public static string? Holder(string path) =>
        File.Exists(path + ".lock") && FileLock.IsHeld(path + ".lock") ? LastHolder(path) ?? "another process" : null;

    /// <summary>Describes the process that last locked a cell: <c>process 123 on gpu7</c>; null if no process has locked it yet.</summary>
    public static string? LastHolder(string path)
    {
        if (!File.Exists(path + ".json"))
            return null;
        var holder = JsonNode.Parse(File.ReadAllText(path + ".json"))!;
        return $"process {holder["process"]} on {holder["host"]}{(holder["job"] is { } job ? $" (task {job})" : "")}";
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // Throws if the file system has no locks: on such a file system the runtime opens the file and reports no error.
    private static void CheckThatItHolds(string path, FileStream held)
    {
        using var second = FileLock.TryTake(path + ".lock");
        if (second is null)
            return;
        held.Dispose();
        throw new MissingException(
            $"The file system of '{Path.GetDirectoryName(path)}' has no file locks, so two processes could run the same cell; "
                + "use another folder with --output, or mount the file system with locks (NFS: without nolock).");
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
