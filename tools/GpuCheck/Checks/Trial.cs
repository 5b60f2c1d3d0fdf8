namespace GpuCheck.Checks;

/// <summary>A trial, which becomes one row of the table.</summary>
/// <param name="Name">Name of the trial: <c>optimizer adam float32</c>.</param>
/// <param name="Run">Runs the trial. An exception makes the row fail; a <see cref="MissingException"/> skips it.</param>
internal sealed record Trial(string Name, Func<CheckResult> Run);
