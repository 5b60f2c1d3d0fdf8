namespace Experiments.Training;

/// <summary>
/// A learning rate as a pure function of the step: the base of every row of <see cref="ScheduleRegistry"/>.
/// Step 0 is the first update. A schedule keeps no state, so a resumed run needs none of it.
/// </summary>
public abstract record ScheduleOptions
{
    [Option("warmup_steps", "Updates over which the learning rate rises in a line before the schedule starts; 0 for none.", Minimum = 0)]
    public long WarmupSteps { get; init; }

    [Option("warmup_start", "Share of the learning rate at the first update of the warm-up (PyTorch's LinearLR calls it start_factor).",
        Minimum = 0, Maximum = 1)]
    public double WarmupStart { get; init; }

    /// <summary>
    /// Learning rate of update <paramref name="step"/>: base · (s + (1 − s) · step / w) during the warm-up of w updates from share s,
    /// then the schedule itself, counted from the end of the warm-up (as PyTorch's SequentialLR counts). A schedule for
    /// which no update is left spans one.
    /// </summary>
    public double LearningRate(double baseRate, long step, ScheduleSpan span) =>
        step < WarmupSteps
            ? baseRate * (WarmupStart + (1 - WarmupStart) * step / WarmupSteps)
            : AfterWarmup(baseRate, step - WarmupSteps, span with { TotalSteps = Math.Max(1, span.TotalSteps - WarmupSteps) });

    /// <summary>The schedule itself; <paramref name="step"/> and the span's total count from the end of the warm-up.</summary>
    protected abstract double AfterWarmup(double baseRate, long step, ScheduleSpan span);
}
