using System.Text.Json.Nodes;
using Experiments.Serialization;

namespace Experiments.Sweeps;

/// <summary>
/// A process's hold on a cell: an exclusive lock of the operating system on a file that is never deleted, so that there is no stale lock to
/// clear away and no moment in which two processes hold two files of one name. Beside it stands who holds it.
/// </summary>
public sealed class CellClaim : IDisposable
{
    // Looking at a lock means taking it for an instant; whoever finds it taken looks again.
    private const int Attempts = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _lock;

    private CellClaim(FileStream held) => _lock = held;

    /// <summary>Takes a cell; null where another process has it.</summary>
    /// <param name="path">The claim's files without their endings.</param>
    public static CellClaim? TryTake(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (TryLock(path + ".lock") is { } held)
            {
                AtomicFile.Write(path + ".json", JsonText.Document(Holder()));
                return new CellClaim(held);
            }

            if (attempt == Attempts)
                return null;
            Thread.Sleep(s_pause);
        }
    }

    /// <summary>Who took a cell last, in words: <c>process 123 on gpu7</c>; null where nobody ever has.</summary>
    public static string? LastHolder(string path)
    {
        if (!File.Exists(path + ".json"))
            return null;
        var holder = JsonNode.Parse(File.ReadAllText(path + ".json"))!;
        return $"process {holder["process"]} on {holder["host"]}";
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException and not PathTooLongException && File.Exists(path))
        {
            return null;
        }
    }

    private static JsonObject Holder() => new()
    {
        ["host"] = Environment.MachineName,
        ["process"] = Environment.ProcessId,
        ["job"] = Environment.GetEnvironmentVariable("SLURM_JOB_ID"),
        ["since"] = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    };
}
