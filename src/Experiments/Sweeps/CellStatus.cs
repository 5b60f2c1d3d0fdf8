namespace Experiments.Sweeps;

/// <summary>State of a cell according to the sweep folder.</summary>
public enum CellStatus
{
    /// <summary>Not started.</summary>
    Pending,

    /// <summary>Started, but neither ended nor recorded as failed: a process is running it, or was killed or stopped.</summary>
    Interrupted,

    /// <summary>Ended: all updates were made, the target was reached, or early stopping ended the run; the last loss is finite.</summary>
    Completed,

    /// <summary>Ended with a non-finite loss or gradient, or with a last loss that is not finite. This is a result.</summary>
    Diverged,

    /// <summary>Ended without a result, for a recorded reason.</summary>
    Failed,
}
