namespace Experiments.Sweeps;

/// <summary>State of a cell at one instant.</summary>
/// <param name="Where">The process that runs it, or the task of a batch system that will; null if there is none.</param>
/// <param name="Step">Updates at the latest evaluation while it is running; otherwise 0.</param>
public sealed record CellView(CellRecord Cell, CellStatus Status, bool IsRunning, string? Where, long Step)
{
    /// <summary>Whether it waits in a batch system's queue.</summary>
    public bool IsQueued => Where is not null && !IsRunning;

    /// <summary>Whether it completed, diverged, or failed with no process or task on it.</summary>
    public bool IsOver => Status.HasResult() || (Status == CellStatus.Failed && Where is null);

    /// <summary>State in one word: <c>running</c>, <c>queued</c>, or its status.</summary>
    public string Word => IsRunning ? "running" : IsQueued ? "queued" : Status.ToString().ToLowerInvariant();
}
