namespace Experiments.Training;

/// <summary>A schedule whose learning rate depends on the number of completed epochs or updates.</summary>
public abstract record CountedSchedule : ScheduleOptions
{
    [Option("unit", "Unit of the schedule: epochs or steps (updates).", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

    /// <inheritdoc/>
    protected sealed override double AfterWarmup(double baseRate, long step, ScheduleSpan span) =>
        Counted(baseRate, Unit == "epochs" ? step / span.StepsPerEpoch : step);

    /// <summary>Returns the learning rate after <paramref name="elapsed"/> epochs or updates.</summary>
    protected abstract double Counted(double baseRate, long elapsed);
}
