namespace Experiments.Runs;

/// <summary>How a run ended; files contain the names in lower case.</summary>
public enum RunStatus
{
    /// <summary>All updates were made, the target was reached, or early stopping ended the run; the last loss is finite.</summary>
    Completed,

    /// <summary>A loss or a gradient was not finite and ended the run, or the loss of its last evaluation is not: a result, not an
    /// error.</summary>
    Diverged,

    /// <summary>Something else went wrong: the record could not be written, memory ran out.</summary>
    Failed,

    /// <summary>A person stopped it.</summary>
    Interrupted,
}
