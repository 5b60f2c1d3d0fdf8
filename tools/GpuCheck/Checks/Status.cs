namespace GpuCheck.Checks;

/// <summary>Outcome of a trial.</summary>
internal enum Status
{
    /// <summary>As expected.</summary>
    Pass,

    /// <summary>Not as expected.</summary>
    Fail,

    /// <summary>The machine lacks a requirement of the trial.</summary>
    Skip,
}
