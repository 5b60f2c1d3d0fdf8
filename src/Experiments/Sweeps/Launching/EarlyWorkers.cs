using System.Collections.Concurrent;
using Experiments.Experiment;
using Experiments.Native;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// Workers that start while the sweep is planned: meanwhile they load libtorch, compile and read the data. A launcher takes the workers
/// that it needs and ends the others. Cells on a GPU have no early workers, because a worker's GPU is chosen before its process starts.
/// </summary>
public sealed class EarlyWorkers : IDisposable
{
    // Planning hides the start of only this many; further workers start when they are needed.
    private const int Most = 8;

    private readonly ConcurrentQueue<WorkerProcess> _waiting = new();
    private readonly DirectoryInfo _folder;
    private readonly int _threads;

    private EarlyWorkers(DirectoryInfo folder, int threads) => (_folder, _threads) = (folder, threads);

    /// <summary>
    /// Starts the workers that the sweep will certainly need. Returns null if it may need none, or if they can't be started now; the
    /// launcher then starts its own and reports any error.
    /// </summary>
    /// <param name="folder">Folder of the sweep; it need not exist.</param>
    /// <param name="dataRoot">Folder to search first for data sets; null for none.</param>
    /// <param name="workers">Requested number; null for as many as the machine can run.</param>
    /// <param name="torch">Native library that the workers load.</param>
    public static EarlyWorkers? Start(SweepFile sweep, SweepFolder folder, WorkerCommand command, string? dataRoot, int? workers,
        TorchChoice torch)
    {
        if (FirstConfig(sweep) is not var (first, cells)
            || Count(cells, first, folder, workers, Environment.ProcessorCount) is not (> 0 and var count))
            return null;
        EarlyWorkers? early = null;
        try
        {
            early = new EarlyWorkers(Directory.CreateTempSubdirectory("experiments-start-"), first.Config.Threads);
            File.WriteAllText(WarmUp.ConfigIn(early._folder.FullName), CanonicalJson.Serialize(first.Document));
            for (var worker = 0; worker < count; worker++)
                early._waiting.Enqueue(new WorkerProcess(command,
                    [.. command.ForFolder(folder.Path, dataRoot), WarmUp.Option, early._folder.FullName],
                    TorchLibrary.WorkerEnvironment(torch)));
            return early;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException
            or System.ComponentModel.Win32Exception)
        {
            // The folder for temporary files is missing or full, or there are too many processes.
            early?.Dispose();
            return null;
        }
    }

    /// <summary>Returns how many workers the sweep will certainly need; 0 if its cells may run on a GPU, or have ended.</summary>
    /// <param name="cells">Number of cells that the sweep file has.</param>
    /// <param name="first">Config of the first point.</param>
    /// <param name="workers">Requested number; null for one per core.</param>
    internal static int Count(long cells, ResolvedConfig first, SweepFolder folder, int? workers, int cores)
    {
        if (first.Config.Device != "cpu" && !(first.Config.Device == "auto" && !HasGpuDriver()))
            return 0;
        var most = Math.Min(workers ?? Math.Max(1, cores / first.Config.Threads), Most);
        return SweepFolder.IsOne(folder.Path)
            ? folder.ReadCells().Where(cell => !folder.StatusOf(cell).HasResult()).Take(most).Count()
            : (int)Math.Min(most, cells);
    }

    /// <summary>Returns a worker that runs cells with this number of threads; null if none is left.</summary>
    internal WorkerProcess? Take(int threads)
    {
        while (threads == _threads && _waiting.TryDequeue(out var worker))
        {
            if (!worker.HasEnded && worker.Give(WarmUp.Begin))
                return worker;
            worker.Kill();
        }

        return null;
    }

    /// <summary>Ends workers for which there are no cells.</summary>
    /// <param name="most">Number of workers that run at once.</param>
    internal void Keep(int most, IEnumerable<CellRecord> cells)
    {
        var needed = Math.Min(most, cells.Count(cell => cell.Threads == _threads));
        while (_waiting.Count > needed && _waiting.TryDequeue(out var worker))
            worker.Kill();
    }

    /// <summary>Ends the workers that nobody took.</summary>
    public void Dispose()
    {
        while (_waiting.TryDequeue(out var worker))
            worker.Kill();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The operating system cleans its folder for temporary files.
        }
    }

    // Ignores mistakes in the file; planning reports all of them.
    internal static (ResolvedConfig First, long Cells)? FirstConfig(SweepFile sweep)
    {
        try
        {
            var points = Expansion.Of(sweep);
            return sweep.Layers.Resolve(points[0].Values.SelectMany(value => value.Layers), new Options.Reading.MistakeList()) is { } first
                ? (first, (long)points.Count * (sweep.Seeds?.Count ?? 1))
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static bool HasGpuDriver() => !OperatingSystem.IsLinux() || File.Exists("/dev/nvidiactl") || File.Exists("/dev/kfd");
}
