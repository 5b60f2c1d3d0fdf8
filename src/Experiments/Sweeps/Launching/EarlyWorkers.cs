using System.Collections.Concurrent;
using Experiments.Experiment;
using Experiments.Native;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// Workers that start before the sweep is read and planned. While the sweep is read and planned, they load libtorch, compile, and read the
/// data. A launcher takes the workers that it needs and ends the remaining workers. Cells on a GPU have no early workers, because a
/// worker's GPU is chosen before its process starts.
/// </summary>
public sealed class EarlyWorkers : IDisposable
{
    // Largest number of workers that can start in the time that planning takes. More workers start when they are needed.
    private const int Most = 8;

    // Number of workers to start before the sweep file is read. Before reading, the number of threads of a cell is unknown, and the sweep
    // may not need more workers.
    private const int MostUnread = 2;

    private readonly ConcurrentQueue<WorkerProcess> _waiting = new();
    private readonly DirectoryInfo _temporary;
    private readonly WorkerCommand _command;
    private readonly string? _dataRoot;
    private readonly int? _workers;
    private readonly TorchChoice _torch;
    private int _threads;

    private EarlyWorkers(WorkerCommand command, string? dataRoot, int? workers, TorchChoice torch) =>
        (_temporary, _command, _dataRoot, _workers, _torch) =
            (Directory.CreateTempSubdirectory("experiments-start-"), command, dataRoot, workers, torch);

    /// <summary>Starts workers that load libtorch. Returns null if no worker can be started; the launcher then starts its own workers and
    /// reports any error.</summary>
    /// <param name="folder">Path of the sweep's folder, which need not exist. If the path is unknown (null), no worker starts yet.</param>
    /// <param name="dataRoot">Folder that is searched first for data sets; null for no additional folder.</param>
    /// <param name="workers">Requested number of workers; null for as many as the machine can run.</param>
    /// <param name="torch">Native library that the workers load.</param>
    public static EarlyWorkers? Start(string? folder, WorkerCommand command, string? dataRoot, int? workers, TorchChoice torch)
    {
        EarlyWorkers? early = null;
        try
        {
            early = new EarlyWorkers(command, dataRoot, workers, torch);
            early.StartTo(folder is null || HasGpuDriver()
                ? 0
                : Math.Min(workers ?? Math.Min(Environment.ProcessorCount, MostUnread), Most), folder!);
            return early;
        }
        catch (Exception failure) when (IsOfSystem(failure))
        {
            early?.Dispose();
            return null;
        }
    }

    /// <summary>Starts or ends workers until their number is the number that the sweep will certainly need, and lets them warm
    /// up.</summary>
    /// <param name="folder">Folder of the sweep, which need not exist.</param>
    public void Prepare(SweepFile sweep, SweepFolder folder)
    {
        try
        {
            var (config, needed) = FirstConfig(sweep) is var (first, cells)
                ? (first, Count(cells, first, folder, _workers, Environment.ProcessorCount))
                : (null, 0);
            while (_waiting.Count > needed && _waiting.TryDequeue(out var worker))
                worker.Kill();
            if (needed == 0)
                return;
            _threads = config!.Config.Threads;
            File.WriteAllText(WarmUp.ConfigIn(_temporary.FullName), CanonicalJson.Serialize(config.Document));
            StartTo(needed, folder.Path);
            foreach (var worker in _waiting)
                worker.Give(WarmUp.Ready);
        }
        catch (Exception failure) when (IsOfSystem(failure))
        {
            End();
        }
    }

    /// <summary>Returns the number of workers that the sweep will certainly need; 0 if its cells may run on a GPU, or if all cells have
    /// ended.</summary>
    /// <param name="cells">Number of cells that the sweep file has.</param>
    /// <param name="first">Config of the first point.</param>
    /// <param name="workers">Requested number of workers; null for one worker per core.</param>
    internal static int Count(long cells, ResolvedConfig first, SweepFolder folder, int? workers, int cores)
    {
        if (first.Config.Device != "cpu" && !(first.Config.Device == "auto" && !HasGpuDriver()))
            return 0;
        var most = Math.Min(workers ?? Math.Max(1, cores / first.Config.Threads), Most);
        return SweepFolder.IsOne(folder.Path)
            ? folder.ReadCells().Where(cell => !folder.StatusOf(cell).HasResult()).Take(most).Count()
            : (int)Math.Min(most, cells);
    }

    /// <summary>Returns a worker that runs cells with this number of threads; null if no such worker is left.</summary>
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

    /// <summary>Ends the workers that have no cells to run.</summary>
    /// <param name="most">Number of workers that run at once.</param>
    internal void Keep(int most, IEnumerable<CellRecord> cells)
    {
        var needed = Math.Min(most, cells.Count(cell => cell.Threads == _threads));
        while (_waiting.Count > needed && _waiting.TryDequeue(out var worker))
            worker.Kill();
    }

    /// <summary>Ends the workers that the launcher did not take.</summary>
    public void Dispose()
    {
        End();
        try
        {
            _temporary.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An error here is ignored, because the operating system deletes old temporary files.
        }
    }

    // Returns null if the file has mistakes; planning reports them later.
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

    private void StartTo(int count, string folder)
    {
        while (_waiting.Count < count)
            _waiting.Enqueue(new WorkerProcess(_command,
                [.. _command.ForFolder(folder, _dataRoot), WarmUp.Option, _temporary.FullName],
                TorchLibrary.WorkerEnvironment(_torch)));
    }

    private void End()
    {
        while (_waiting.TryDequeue(out var worker))
            worker.Kill();
    }

    // Whether the operating system refused: the folder for temporary files is missing or full, or there are too many processes.
    private static bool IsOfSystem(Exception failure) => failure is IOException or UnauthorizedAccessException
        or InvalidOperationException or System.ComponentModel.Win32Exception;

    private static bool HasGpuDriver() => !OperatingSystem.IsLinux() || File.Exists("/dev/nvidiactl") || File.Exists("/dev/kfd");
}
