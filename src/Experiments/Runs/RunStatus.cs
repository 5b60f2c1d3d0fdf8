namespace Experiments.Runs;

/// <summary>How a run ended; in files the names stand in lower case.</summary>
public enum RunStatus
{
    /// <summary>It did all that its plan says.</summary>
    Completed,

    /// <summary>A loss or a gradient was not finite: a result, not an error.</summary>
    Diverged,

    /// <summary>Something else went wrong: the record could not be written, memory ran out.</summary>
    Failed,

    /// <summary>A person stopped it.</summary>
    Interrupted,
}
