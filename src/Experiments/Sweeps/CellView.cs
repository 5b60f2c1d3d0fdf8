namespace Experiments.Sweeps;

/// <summary>A cell at an instant.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Status">What the sweep folder says of it.</param>
/// <param name="IsRunning">Whether a process is at it.</param>
/// <param name="Where">The process that is at it, or the task of a batch system that will be; null where there is none.</param>
/// <param name="Step">Its updates at the latest evaluation, where it is running; otherwise 0.</param>
public sealed record CellView(CellRecord Cell, CellStatus Status, bool IsRunning, string? Where, long Step)
{
    /// <summary>Whether it waits in a batch system's queue.</summary>
    public bool IsQueued => Where is not null && !IsRunning;

    /// <summary>Whether it is over, however it ended, or stopped for good until somebody starts the sweep again.</summary>
    public bool IsOver => Status is CellStatus.Completed or CellStatus.Diverged or CellStatus.Failed && Where is null;

    /// <summary>Its state in a word: <c>running</c>, <c>queued</c>, or its status.</summary>
    public string Word => IsRunning ? "running" : IsQueued ? "queued" : Status.ToString().ToLowerInvariant();
}
