namespace Experiments.Statistics;

/// <summary>A waiting time, censored if the event was not observed.</summary>
/// <param name="Time">Time of the event or, if censored, of the last observation; not negative. For a run, this is the number of steps to
/// the target, or the number of all steps.</param>
/// <param name="Happened">Whether the event happened. False means a censored observation: the event takes longer than
/// <paramref name="Time"/>.</param>
public readonly record struct Waiting(double Time, bool Happened);
