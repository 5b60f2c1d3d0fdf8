namespace GpuCheck.Checks;

/// <summary>Outcome of a trial.</summary>
internal enum Status
{
    /// <summary>The result is as expected.</summary>
    Pass,

    /// <summary>The result is not as expected.</summary>
    Fail,

    /// <summary>The trial was skipped, because the machine does not have something that the trial needs.</summary>
    Skip,
}
