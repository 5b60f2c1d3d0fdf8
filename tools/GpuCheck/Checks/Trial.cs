namespace GpuCheck.Checks;

/// <summary>A trial, which becomes one row of the table.</summary>
/// <param name="Name">Name of the trial, such as <c>optimizer adam float32</c>.</param>
/// <param name="Run">Runs the trial. An exception makes the trial fail; after a <see cref="MissingException"/> the trial counts as
/// skipped.</param>
internal sealed record Trial(string Name, Func<CheckResult> Run);
