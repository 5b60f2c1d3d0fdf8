namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>State of a sweep's cells in Slurm at one point in time.</summary>
public sealed class SlurmView
{
    private const int MostLines = 20;

    private readonly SweepFolder _folder;
    private readonly Dictionary<(string Job, int Task), SlurmTask> _tasks;
    private readonly Dictionary<string, (SlurmJob Job, int Task)> _lastTask = [];

    private SlurmView(SweepFolder folder, IReadOnlyList<SlurmJob> jobs, IReadOnlyList<SlurmTask> tasks)
    {
        (_folder, Jobs) = (folder, jobs);
        _tasks = tasks.ToDictionary(task => (task.Job, task.Number));
        foreach (var job in jobs)
        {
            for (var task = 0; task < job.Tasks.Count; task++)
            {
                foreach (var cell in job.Tasks[task])
                    _lastTask[cell] = (job, task);
            }
        }
    }

    /// <summary>The submitted jobs, oldest first.</summary>
    public IReadOnlyList<SlurmJob> Jobs { get; }

    /// <summary>Jobs with a task that is queued or running.</summary>
    public IReadOnlyList<SlurmJob> ActiveJobs =>
        [.. Jobs.Where(job => Enumerable.Range(0, job.Tasks.Count).Any(task => TaskOf(job, task) is { IsUnderWay: true }))];

    /// <summary>Asks Slurm about the jobs of a sweep, if the sweep has submitted jobs.</summary>
    /// <exception cref="MissingException">The sweep has jobs, but this machine has no Slurm.</exception>
    public static SlurmView Of(SweepFolder folder)
    {
        var jobs = SlurmJob.Of(folder);
        return new SlurmView(folder, jobs, SlurmClient.Tasks([.. jobs.Select(job => job.Id).OfType<string>()]));
    }

    /// <summary>Returns the latest task of a cell if this task is queued or running; otherwise null.</summary>
    public SlurmTask? UnderWay(CellRecord cell) =>
        _lastTask.TryGetValue(cell.Id, out var last) && TaskOf(last.Job, last.Task) is { IsUnderWay: true } task ? task : null;

    /// <summary>
    /// For each dead task, records the cell that the task was running as failed. This cell is the first cell of the task that has not
    /// ended; the later cells stay unchanged. A cell that another process has locked, or whose own end is recorded, also stays unchanged.
    /// </summary>
    public void RecordDeaths(IReadOnlyList<CellRecord> cells)
    {
        var byId = cells.ToDictionary(cell => cell.Id);
        foreach (var job in Jobs.Where(job => job.Id is not null))
        {
            for (var task = 0; task < job.Tasks.Count; task++)
            {
                if (CauseOfDeath(job, task) is { } cause && AtHand(job, task, byId) is { } cell)
                    _folder.RecordFailure(cell, new CellFailure(cause, TaskOf(job, task)?.Node ?? "unknown", LastLines(job.LogOf(task))));
            }
        }
    }

    private string? CauseOfDeath(SlurmJob job, int task)
    {
        if (TaskOf(job, task) is { } known)
            return known.IsUnderWay ? null : known.CauseOfDeath;
        // Slurm has deleted its record of the task. A task without a log never started, because the task or its job was cancelled.
        return File.Exists(job.LogOf(task)) ? $"Slurm's task {job.Id}_{task} ended without finishing the cell." : null;
    }

    private CellRecord? AtHand(SlurmJob job, int task, Dictionary<string, CellRecord> cells)
    {
        foreach (var id in job.Tasks[task])
        {
            if (!cells.TryGetValue(id, out var cell) || _lastTask[id] != (job, task))
                continue;
            if (_folder.StatusOf(cell) is CellStatus.Pending or CellStatus.Interrupted)
                return _folder.RunOf(cell).IsOver || _folder.HolderOf(cell) is not null ? null : cell;
        }
        return null;
    }

    private SlurmTask? TaskOf(SlurmJob job, int task) => job.Id is { } id ? _tasks.GetValueOrDefault((id, task)) : null;

    private static IReadOnlyList<string> LastLines(string log) => File.Exists(log) ? [.. File.ReadLines(log).TakeLast(MostLines)] : [];
}
