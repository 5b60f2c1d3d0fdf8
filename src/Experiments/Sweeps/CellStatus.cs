namespace Experiments.Sweeps;

/// <summary>State of a cell, as recorded in the sweep folder.</summary>
public enum CellStatus
{
    /// <summary>The cell has not started.</summary>
    Pending,

    /// <summary>The cell has started, but has neither ended nor been recorded as failed: a process is running the cell, or the process was
    /// killed or stopped.</summary>
    Interrupted,

    /// <summary>The cell has ended with a finite last loss: all updates were made, the target was reached, or early stopping ended the
    /// run.</summary>
    Completed,

    /// <summary>The cell has ended with a non-finite loss or gradient, or with a last loss that is not finite. This status counts as a
    /// result.</summary>
    Diverged,

    /// <summary>The cell has ended without a result, for a recorded reason.</summary>
    Failed,
}
