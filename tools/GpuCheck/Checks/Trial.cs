namespace GpuCheck.Checks;

/// <summary>One row of the table to be.</summary>
/// <param name="Name">What is tried: <c>optimizer adam float32</c>.</param>
/// <param name="Run">Tries it. An exception makes the row fail, a <see cref="MissingException"/> skips it.</param>
internal sealed record Trial(string Name, Func<CheckResult> Run);
