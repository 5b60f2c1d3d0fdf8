namespace Experiments.Sweeps;

/// <summary>State of a cell according to the sweep folder.</summary>
public enum CellStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Begun, and neither over nor recorded as failed: a process is running it, was killed, or was stopped.</summary>
    Interrupted,

    /// <summary>Over: all updates were made, the target was reached, or early stopping ended it; the last loss is finite.</summary>
    Completed,

    /// <summary>Over, and a loss or a gradient that ended it, or the last loss, is not finite: a result.</summary>
    Diverged,

    /// <summary>Over without a result, with a recorded reason.</summary>
    Failed,
}
