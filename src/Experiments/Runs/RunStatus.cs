namespace Experiments.Runs;

/// <summary>How a run ended. Files contain the names in lower case.</summary>
public enum RunStatus
{
    /// <summary>All updates were made, the target was reached, or early stopping ended the run; the last loss is finite.</summary>
    Completed,

    /// <summary>
    /// A non-finite loss or gradient ended the run, or the loss of the last evaluation is not finite. This status is a result, not an
    /// error.
    /// </summary>
    Diverged,

    /// <summary>An error ended the run: for example, a record could not be written, or memory ran out.</summary>
    Failed,

    /// <summary>The user stopped the run.</summary>
    Interrupted,
}
