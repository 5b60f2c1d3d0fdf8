using Experiments.Native;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>Runs cells as array jobs of a Slurm cluster. All state is in the sweep folder, which every node can read and write.</summary>
public sealed class SlurmLauncher(LaunchRequest request) : ILauncher
{
    // The pauses between requests become longer, because all users of the cluster share Slurm's controller.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);
    private const double Slowing = 1.1;

    private readonly SweepFolder _folder = request.Folder;

    /// <inheritdoc/>
    public string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer,
        CancellationToken cancellation)
    {
        var jobs = Submit(cells, isAnew);
        if (request.Waits && Wait(cells, observer, cancellation))
            return null;
        return jobs.Count == 0
            ? "nothing new; every cell has ended, is queued or is running"
            : string.Join(", ", jobs.Select(job => $"job {job.Id} ({job.Tasks.Count} task{(job.Tasks.Count == 1 ? "" : "s")})"));
    }

    private List<SlurmJob> Submit(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew)
    {
        using var submission = _folder.ClaimSubmission()
            ?? throw new InputException(
                $"Another process is submitting cells of '{_folder.Path}' now; try again in a few seconds.");
        var view = SlurmView.Of(_folder);
        var largest = SlurmClient.LargestArray();
        var jobs = new List<SlurmJob>();
        // Each job gets cells with the same number of threads and the same device. The reason is that a process can't change its number of
        // threads, and a job requests one kind of machine.
        foreach (var group in cells.Where(cell => view.UnderWay(cell) is null && Prepare(cell, isAnew(cell)))
            .GroupBy(cell => (cell.Threads, cell.Device)))
        {
            foreach (var tasks in request.Stacks.Tasks([.. group], request.Slurm.CellsPerTask).Chunk(largest))
                jobs.Add(Submit(tasks));
        }
        return jobs;
    }

    private SlurmJob Submit(IReadOnlyList<IReadOnlyList<CellGroup>> tasks)
    {
        var job = SlurmJob.Create(_folder, tasks);
        var worker = request.Command.ForTask(_folder.Path, request.DataRoot, job.Number);
        AtomicFile.Write(job.Script,
            SlurmScript.Text(Path.GetFileName(_folder.Path), job, [.. tasks.SelectMany(task => task).SelectMany(group => group.Cells)],
                request.Slurm, worker,
                TorchLibrary.WorkerEnvironment()));
        job.WriteId(SlurmClient.Submit(job.Script));
        return job;
    }

    // Earlier results are moved aside here and not by the task: a requeued task must continue from the results that it wrote before.
    private bool Prepare(CellRecord cell, bool isAnew)
    {
        using var claim = _folder.Claim(cell);
        // A queued cell may have ended since the sweep was planned.
        if (claim is null || (!isAnew && _folder.StatusOf(cell).HasResult()))
            return false;
        if (isAnew)
            _folder.RunOf(cell).MoveAside();
        _folder.ForgetFailure(cell);
        return true;
    }

    // Returns whether all cells have ended.
    private bool Wait(IReadOnlyList<CellRecord> cells, ISweepObserver observer, CancellationToken cancellation)
    {
        var open = cells.ToList();
        var started = new HashSet<string>();
        for (var pause = s_firstPause; open.Count > 0
            && !cancellation.WaitHandle.WaitOne(pause); pause = pause * Slowing < s_longestPause ? pause * Slowing : s_longestPause)
        {
            var view = SlurmView.Of(_folder);
            view.RecordDeaths(open);
            open.RemoveAll(cell => IsOver(cell, view, started, observer));
        }
        return open.Count == 0;
    }

    private bool IsOver(CellRecord cell, SlurmView view, HashSet<string> started, ISweepObserver observer)
    {
        var status = _folder.StatusOf(cell);
        var isOver = status.HasResult() || status == CellStatus.Failed || view.UnderWay(cell) is null;
        if (!isOver && !Directory.Exists(_folder.RunOf(cell).Path))
            return false;
        if (started.Add(cell.Id))
            observer.CellStarted(cell, 0);
        if (isOver)
            observer.CellFinished(cell, status, _folder.ReasonOf(cell));
        else
            observer.CellProgress(cell, _folder.ReportOf(cell));
        return isOver;
    }
}
