namespace Experiments.Training;

/// <summary>The learning rate stays what it is: η(t) = η₀.</summary>
public sealed record ConstantSchedule : ScheduleOptions
{
    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span) => baseRate;
}
