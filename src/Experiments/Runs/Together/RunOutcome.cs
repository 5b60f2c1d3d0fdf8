namespace Experiments.Runs;

/// <summary>Outcome of one of several runs: its summary or, without a summary, the error.</summary>
/// <param name="Summary">The recorded summary; null if an error was thrown before the run folder was written.</param>
/// <param name="Error">The exception that <see cref="Runner.Run"/> would have thrown; null if the run has a summary.</param>
public sealed record RunOutcome(RunSummary? Summary, Exception? Error);
