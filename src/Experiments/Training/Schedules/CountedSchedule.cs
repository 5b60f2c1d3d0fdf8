namespace Experiments.Training;

/// <summary>A schedule that counts in whole epochs, or in updates.</summary>
public abstract record CountedSchedule : ScheduleOptions
{
    [Option("unit", "What the schedule counts: epochs or steps (updates).", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

    /// <inheritdoc/>
    protected sealed override double AfterWarmup(double baseRate, long step, ScheduleSpan span) =>
        Counted(baseRate, Unit == "epochs" ? step / span.StepsPerEpoch : step);

    /// <summary>The learning rate after so many epochs or updates.</summary>
    protected abstract double Counted(double baseRate, long elapsed);
}
