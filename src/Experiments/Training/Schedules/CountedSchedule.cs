namespace Experiments.Training;

/// <summary>A schedule whose learning rate depends on the number of completed epochs or updates.</summary>
public abstract record CountedSchedule : ScheduleOptions
{
    [Option("unit", "Unit of the schedule: epochs or steps (updates).", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

    /// <inheritdoc/>
    protected sealed override double AfterWarmup(double baseRate, long step, ScheduleSpan span) =>
        Counted(baseRate, Unit == "epochs" ? step / span.StepsPerEpoch : step);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<string>? PyTorchAfterWarmup() => PyTorchOf("elapsed") is { } rate
        ? [Unit == "epochs" ? "elapsed = step // STEPS_PER_EPOCH" : "elapsed = step", $"return {rate}"]
        : null;

    /// <summary>Returns the learning rate in an exported PyTorch script; null if a script can't have this schedule.</summary>
    /// <param name="elapsed">The script's variable with the number of epochs or updates.</param>
    protected virtual string? PyTorchOf(string elapsed) => null;

    /// <summary>Returns the learning rate after <paramref name="elapsed"/> epochs or updates.</summary>
    protected abstract double Counted(double baseRate, long elapsed);
}
