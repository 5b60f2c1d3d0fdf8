using Experiments.Native;
using Experiments.Training;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// Runs cells on this machine, in worker processes. A worker that dies costs one failed cell and is replaced; a worker is also restarted
/// if the next cell needs another number of threads, which a running process can't change.
/// </summary>
/// <param name="dataRoot">Folder to search first for data sets; null for none.</param>
/// <param name="workers">Number of workers at once.</param>
/// <param name="gpus">GPUs that the workers are dealt.</param>
public sealed class LocalLauncher(SweepFolder folder, WorkerCommand command, string? dataRoot, int workers,
    IReadOnlyList<string> gpus) : ILauncher
{
    private readonly object _observing = new();

    public static LocalLauncher Of(LaunchRequest request)
    {
        var (gpus, workers) = Machine(request.Folder.ReadCells(), request.Workers);
        return new LocalLauncher(request.Folder, request.Command, request.DataRoot, workers, gpus);
    }

    /// <summary>Returns the GPUs that cells are dealt on this machine, and the number of workers at once.</summary>
    /// <param name="workers">Requested number; null for as many as the machine can carry.</param>
    public static (IReadOnlyList<string> Gpus, int Workers) Machine(IReadOnlyList<CellRecord> cells, int? workers)
    {
        var gpus = cells.Any(cell => cell.Device == "cuda")
            ? GpuAssignment.Hand(Environment.GetEnvironmentVariable(GpuAssignment.Variable), Devices.CudaCount())
            : [];
        return (gpus, workers ?? GpuAssignment.DefaultWorkers(cells, Environment.ProcessorCount, gpus.Count));
    }

    /// <summary>Runs cells until each is over, or until cancellation stops every worker after its update.</summary>
    /// <inheritdoc/>
    public string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer,
        CancellationToken cancellation)
    {
        var round = new Round(new CellQueue(cells), isAnew, observer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? failure = null;
        var threads = Enumerable.Range(0, Math.Min(workers, cells.Count)).Select(worker => new Thread(() =>
        {
            try
            {
                Work(worker, round, stop.Token);
            }
            catch (Exception exception)
            {
                // The disk is full, or no process can be started: the others stop too.
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
            while (round.Queue.Take(cell => worker is null || cell.Threads == threads, cancellation) is { } cell)
            {
                if (worker is not null && cell.Threads != threads)
                {
                    worker.Dispose();
                    worker = null;
                }
                worker ??= Start(number);
                threads = cell.Threads;
                if (!Run(worker, number, cell, round, cancellation))
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
    private bool Run(WorkerProcess worker, int number, CellRecord cell, Round round, CancellationToken cancellation)
    {
        Observe(() => round.Observer.CellStarted(cell, number));
        using var stopping = cancellation.Register(worker.Stop);
        if (worker.Give(round.IsAnew(cell) ? $"{cell.Id} anew" : cell.Id))
        {
            while (worker.Next() is { } message)
            {
                if (message.Kind == "step")
                    Observe(() => round.Observer.CellProgress(cell, message.Report));
                else if (message.Kind == "busy")
                {
                    round.Queue.PutBack(cell);
                    Observe(() => round.Observer.CellElsewhere(cell));
                    return true;
                }
                else
                {
                    Finish(cell, round);
                    return true;
                }
            }
        }
        Bury(worker, cell, round, cancellation.IsCancellationRequested);
        return false;
    }

    // Cells that another sweep has finished meanwhile are reported first, so that the count shown beside this cell is the folder's.
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
        Observe(() => round.Observer.CellFinished(cell, status, folder.ReasonOf(cell)));
    }

    private void Bury(WorkerProcess worker, CellRecord cell, Round round, bool wasStopped)
    {
        var cause = worker.CauseOfDeath();
        // It may have died, or been stopped, after the cell was over.
        if (!wasStopped && folder.StatusOf(cell) is CellStatus.Pending or CellStatus.Interrupted)
            folder.RecordFailure(cell, new CellFailure(cause, Environment.MachineName, worker.LastLines));
        Finish(cell, round);
    }

    private WorkerProcess Start(int number)
    {
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
