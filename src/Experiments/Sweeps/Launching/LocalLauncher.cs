using Experiments.Native;
using Experiments.Sweeps.Stacking;
using Experiments.Training;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// Runs cells on this machine, in worker processes. If a worker dies, only the cells that it was training fail, and a new worker replaces
/// the dead worker. A worker is restarted if the next cell needs another number of threads, because a process can't change its number of
/// threads.
/// </summary>
/// <param name="dataRoot">Folder that is searched first for data sets; null for no additional folder.</param>
/// <param name="workers">Number of workers that run at the same time.</param>
/// <param name="gpus">GPUs that are assigned to the workers.</param>
/// <param name="early">Workers that are already started; null without such workers.</param>
public sealed class LocalLauncher(SweepFolder folder, WorkerCommand command, string? dataRoot, int workers,
    IReadOnlyList<string> gpus, EarlyWorkers? early = null) : ILauncher
{
    private readonly object _observing = new();

    /// <summary>Determines which cells train together.</summary>
    public Stacks Stacks { get; init; } = Stacks.None;

    public static LocalLauncher Of(LaunchRequest request)
    {
        var cells = request.Folder.ReadCells();
        var gpus = Gpus(cells);
        return new LocalLauncher(request.Folder, request.Command, request.DataRoot,
            WorkersFor(cells, gpus, request.Workers, request.WorkersPerGpu), gpus, request.Early)
            { Stacks = request.Stacks };
    }

    /// <summary>Returns the GPUs of this machine that the cells use; empty if all cells run on the CPU.</summary>
    public static IReadOnlyList<string> Gpus(IReadOnlyList<CellRecord> cells) => cells.Any(cell => cell.Device == "cuda")
        ? GpuAssignment.Hand(Environment.GetEnvironmentVariable(GpuAssignment.Variable), Devices.CudaCount())
        : [];

    /// <summary>Returns the number of workers that run at the same time.</summary>
    /// <param name="workers">Requested number of workers; null for as many as the machine can run.</param>
    /// <param name="perGpu">Number of workers that share a GPU.</param>
    public static int WorkersFor(IReadOnlyList<CellRecord> cells, IReadOnlyList<string> gpus, int? workers, int perGpu) =>
        workers ?? GpuAssignment.DefaultWorkers(cells, Environment.ProcessorCount, gpus.Count, perGpu);

    /// <summary>Runs cells until every cell has ended, or until cancellation has stopped every worker after its current update.</summary>
    /// <inheritdoc/>
    public string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer,
        CancellationToken cancellation)
    {
        var groups = Stacks.Groups(cells, workers);
        var round = new Round(new CellQueue(groups), isAnew, observer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? failure = null;
        early?.Keep(gpus.Count == 0 ? workers : 0, cells);
        var threads = Enumerable.Range(0, Math.Min(workers, groups.Count)).Select(worker => new Thread(() =>
        {
            try
            {
                Work(worker, round, stop.Token);
            }
            catch (Exception exception)
            {
                // Such an exception means that the disk is full or no process can be started, so the other workers stop too.
                failure ??= exception;
                stop.Cancel();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return null;
    }

    private void Work(int number, Round round, CancellationToken cancellation)
    {
        WorkerProcess? worker = null;
        var threads = 0;
        try
        {
            while (round.Queue.Take(group => worker is null || group.Threads == threads, cancellation) is { } group)
            {
                if (worker is not null && group.Threads != threads)
                {
                    worker.Dispose();
                    worker = null;
                }
                worker ??= Start(number, group.Threads);
                threads = group.Threads;
                if (!Run(worker, number, group, round, cancellation))
                {
                    worker.Dispose();
                    worker = null;
                }
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    // Returns whether the worker is still alive.
    private bool Run(WorkerProcess worker, int number, CellGroup group, Round round, CancellationToken cancellation)
    {
        foreach (var cell in group.Cells)
            Observe(() => round.Observer.CellStarted(cell, number));
        using var stopping = cancellation.Register(worker.Stop);
        var (open, busy) = (group.Cells.ToDictionary(cell => cell.Id), new List<CellRecord>());
        if (worker.Give(string.Join(' ', group.Cells.Select(cell => round.IsAnew(cell) ? $"{cell.Id} anew" : cell.Id))))
        {
            while (open.Count > 0 && worker.Next() is { } message)
            {
                if (!open.TryGetValue(message.Cell, out var cell))
                    continue;
                if (message.Kind == "busy")
                {
                    open.Remove(cell.Id);
                    busy.Add(cell);
                    continue;
                }
                // The worker's first messages name the cells that another process has locked.
                Leave(busy, round);
                if (message.Kind == "step")
                    Observe(() => round.Observer.CellProgress(cell, message.Report));
                else
                {
                    open.Remove(cell.Id);
                    Finish(cell, round);
                }
            }
        }
        Leave(busy, round);
        if (open.Count == 0)
            return true;
        Bury(worker, group, open.Values, round, cancellation.IsCancellationRequested);
        return false;
    }

    private void Leave(List<CellRecord> busy, Round round)
    {
        if (busy.Count == 0)
            return;
        round.Queue.PutBack([.. busy]);
        foreach (var cell in busy)
            Observe(() => round.Observer.CellElsewhere(cell));
        busy.Clear();
    }

    // First reports the cells that another sweep has finished, so that the number of finished cells is correct when this cell is reported.
    private void Finish(CellRecord cell, Round round)
    {
        foreach (var over in round.Queue.TakeOver(
            other => !round.IsAnew(other) && folder.StatusOf(other).HasResult()))
            SayFinished(over, round);
        SayFinished(cell, round);
    }

    private void SayFinished(CellRecord cell, Round round)
    {
        var status = folder.StatusOf(cell);
        Observe(() => round.Observer.CellFinished(cell, status, status == CellStatus.Failed ? folder.ReasonOf(cell) : null));
    }

    private void Bury(WorkerProcess worker, CellGroup group, IEnumerable<CellRecord> open, Round round, bool wasStopped)
    {
        var cause = worker.CauseOfDeath() + (group.IsStack ? $" The worker trained {group.Cells.Count} cells together." : "");
        foreach (var cell in open)
        {
            // If the worker died or was stopped after the cell had ended, the cell has not failed.
            if (!wasStopped && folder.StatusOf(cell) is CellStatus.Pending or CellStatus.Interrupted)
                folder.RecordFailure(cell, new CellFailure(cause, Environment.MachineName, worker.LastLines));
            Finish(cell, round);
        }
    }

    private WorkerProcess Start(int number, int cellThreads)
    {
        if (gpus.Count == 0 && early?.Take(cellThreads) is { } waiting)
            return waiting;
        var environment = new Dictionary<string, string>(TorchLibrary.WorkerEnvironment());
        if (GpuAssignment.For(number, gpus) is { } gpu)
            environment[GpuAssignment.Variable] = gpu;
        return new WorkerProcess(command, command.ForFolder(folder.Path, dataRoot), environment);
    }

    private void Observe(Action call)
    {
        lock (_observing)
            call();
    }

    private sealed record Round(CellQueue Queue, Func<CellRecord, bool> IsAnew, ISweepObserver Observer);
}
