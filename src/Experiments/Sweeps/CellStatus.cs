namespace Experiments.Sweeps;

/// <summary>What the sweep folder says of a cell.</summary>
public enum CellStatus
{
    /// <summary>Nothing yet.</summary>
    Pending,

    /// <summary>Begun, and neither over nor recorded as failed: another process is at it, or was killed.</summary>
    Interrupted,

    /// <summary>Over, with all its updates.</summary>
    Completed,

    /// <summary>Over, because a loss or a gradient was not finite: a result.</summary>
    Diverged,

    /// <summary>Over without a result, with its reason.</summary>
    Failed,
}
