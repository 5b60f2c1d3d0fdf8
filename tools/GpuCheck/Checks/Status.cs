namespace GpuCheck.Checks;

/// <summary>How a trial ended.</summary>
internal enum Status
{
    /// <summary>As it should.</summary>
    Pass,

    /// <summary>Otherwise.</summary>
    Fail,

    /// <summary>The machine lacks what the trial needs.</summary>
    Skip,
}
