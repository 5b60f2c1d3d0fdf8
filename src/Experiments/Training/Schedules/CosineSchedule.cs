using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Half a cosine from the learning rate down to its minimum over the rest of the run (Loshchilov &amp; Hutter, 2017): η(t) = η_min + ½(η₀ −
/// η_min)(1 + cos(πt/T)). This schedule equals PyTorch's CosineAnnealingLR with T_max = T and one <c>step()</c> per update.
/// </summary>
public sealed record CosineSchedule : ScheduleOptions
{
    [Option("min_lr", "Learning rate η_min at the end of the run (PyTorch's eta_min).", Minimum = 0)]
    public double MinLr { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? PyTorchAfterWarmup() =>
        MinLr == 0 ? ["return 0.5 * LR * (1 + math.cos(math.pi * min(step, total) / total))"]
        : [$"return {Py.Number(MinLr)} + 0.5 * (LR - {Py.Number(MinLr)}) * (1 + math.cos(math.pi * min(step, total) / total))"];

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span) =>
        MinLr + 0.5 * (baseRate - MinLr) * (1 + Math.Cos(Math.PI * Math.Min(step, span.TotalSteps) / span.TotalSteps));
}
