namespace Experiments.Runs;

/// <summary>What one run of several gave: its summary, or the error that kept it from having one.</summary>
/// <param name="Summary">The recorded summary; null if an error was thrown before the run folder was written.</param>
/// <param name="Error">What <see cref="Runner.Run"/> would have thrown; null if there is a summary.</param>
public sealed record RunOutcome(RunSummary? Summary, Exception? Error);
