namespace Experiments.Statistics;

/// <summary>A waiting time, censored where the event was not observed.</summary>
/// <param name="Time">Time of the event, or of the last look without it: steps to a target, or all steps of the run. Not negative.</param>
/// <param name="Happened">Whether the event happened; false is a
/// censored observation: it takes longer than <paramref name="Time"/>.</param>
public readonly record struct Waiting(double Time, bool Happened);
