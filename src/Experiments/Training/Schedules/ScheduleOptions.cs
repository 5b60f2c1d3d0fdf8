using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// A learning rate as a pure function of the step: the base of every row of <see cref="ScheduleRegistry"/>. Step 0 is the first update. A
/// schedule keeps no state, so a resumed run has no schedule state to restore.
/// </summary>
public abstract record ScheduleOptions
{
    [Option("warmup_steps", "Number of warm-up updates, in which the learning rate rises linearly before the schedule starts; 0 for "
        + "none.", Minimum = 0)]
    public long WarmupSteps { get; init; }

    [Option("warmup_start", "Learning rate at the first update of the warm-up, as a share of lr (start_factor of PyTorch's LinearLR).",
        Minimum = 0, Maximum = 1)]
    public double WarmupStart { get; init; }

    /// <summary>
    /// Returns the learning rate of update <paramref name="step"/>. During a warm-up of w updates that starts at share s of the base rate,
    /// the learning rate is base · (s + (1 − s) · step / w). After the warm-up, the schedule counts updates from the end of the warm-up, as
    /// in PyTorch's SequentialLR. If the warm-up takes all updates, the schedule's length is 1.
    /// </summary>
    public double LearningRate(double baseRate, long step, ScheduleSpan span) =>
        step < WarmupSteps
            ? baseRate * (WarmupStart + (1 - WarmupStart) * step / WarmupSteps)
            : AfterWarmup(baseRate, step - WarmupSteps, span with { TotalSteps = Math.Max(1, span.TotalSteps - WarmupSteps) });

    /// <summary>Returns the lines of a Python function with the argument <c>step</c>, which returns the learning rate in an exported
    /// PyTorch script; null if a script can't have this schedule.</summary>
    public IReadOnlyList<string>? PyTorch()
    {
        if (PyTorchAfterWarmup() is not { } lines)
            return null;
        string[] total = lines.Any(line => line.Contains("total", StringComparison.Ordinal)) ? ["total = TOTAL_STEPS"] : [];
        if (WarmupSteps == 0)
            return [.. total, .. lines];
        var w = Py.Number(WarmupSteps);
        var start = WarmupStart == 0 ? $"step / {w}" : $"({Py.Number(WarmupStart)} + (1 - {Py.Number(WarmupStart)}) * step / {w})";
        return
        [
            $"if step < {w}:  # warm-up", $"    return LR * {start}", $"step -= {w}",
            .. total.Length == 0 ? total : [$"total = max(1, TOTAL_STEPS - {w})"], .. lines,
        ];
    }

    /// <summary>Returns the lines of a Python function that returns the learning rate after the warm-up; null if there are none. The lines
    /// may use <c>step</c> and <c>total</c>, which count from the end of the warm-up, <c>LR</c> and <c>STEPS_PER_EPOCH</c>.</summary>
    protected virtual IReadOnlyList<string>? PyTorchAfterWarmup() => null;

    /// <summary>
    /// Returns the learning rate after the warm-up. <paramref name="step"/> and the total of <paramref name="span"/> count from the end of
    /// the warm-up.
    /// </summary>
    protected abstract double AfterWarmup(double baseRate, long step, ScheduleSpan span);
}
