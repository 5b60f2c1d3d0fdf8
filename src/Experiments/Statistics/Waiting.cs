namespace Experiments.Statistics;

/// <summary>How long something took, or was waited for in vain.</summary>
/// <param name="Time">When it happened, or until when it had not: steps to a target, or all steps of the run. Not negative.</param>
/// <param name="Happened">Whether it did; false is a censored observation, which knows only that it takes longer than <paramref name="Time"/>.</param>
public readonly record struct Waiting(double Time, bool Happened);
