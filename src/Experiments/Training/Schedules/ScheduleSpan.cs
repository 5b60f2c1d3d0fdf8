namespace Experiments.Training;

/// <summary>Length of a run and of an epoch, both in updates.</summary>
/// <param name="TotalSteps">Number of updates of the whole run.</param>
/// <param name="StepsPerEpoch">Number of updates per epoch.</param>
public sealed record ScheduleSpan(long TotalSteps, long StepsPerEpoch);
