namespace Experiments.Training;

/// <summary>How long a run is, in the two units that a schedule can count in.</summary>
/// <param name="TotalSteps">Updates of the whole run.</param>
/// <param name="StepsPerEpoch">Updates of one epoch.</param>
public sealed record ScheduleSpan(long TotalSteps, long StepsPerEpoch);
