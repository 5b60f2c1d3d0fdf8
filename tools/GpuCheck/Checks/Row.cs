namespace GpuCheck.Checks;

/// <summary>A row of the table.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Name">Name of the trial.</param>
/// <param name="Result">Result of the trial.</param>
/// <param name="Seconds">Duration of the trial.</param>
internal sealed record Row(string Check, string Name, CheckResult Result, double Seconds);
