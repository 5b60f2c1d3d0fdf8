namespace Experiments.Training;

/// <summary>A constant learning rate: η(t) = η₀.</summary>
public sealed record ConstantSchedule : ScheduleOptions
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string>? PyTorchAfterWarmup() => ["return LR"];

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span) => baseRate;
}
