namespace Experiments.Sweeps;

/// <summary>State of a cell at one point in time.</summary>
/// <param name="Where">The process that runs the cell, or the batch-system task that will run it; null if there is no process or
/// task.</param>
/// <param name="Step">Number of updates at the latest evaluation while the cell is running; otherwise 0.</param>
public sealed record CellView(CellRecord Cell, CellStatus Status, bool IsRunning, string? Where, long Step)
{
    /// <summary>Whether the cell is in a batch system's queue.</summary>
    public bool IsQueued => Where is not null && !IsRunning;

    /// <summary>Whether the cell has completed or diverged, or has failed and is neither running nor queued.</summary>
    public bool IsOver => Status.HasResult() || (Status == CellStatus.Failed && Where is null);

    /// <summary>State of the cell in one word: <c>running</c>, <c>queued</c>, or the status of the cell.</summary>
    public string Word => IsRunning ? "running" : IsQueued ? "queued" : Status.ToString().ToLowerInvariant();
}
