using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// η(t) = η₀ (1 − t/T)ᵖ, as PyTorch's PolynomialLR with total_iters = T and one <c>step()</c> per update. With p = 1 the learning rate
/// falls linearly to 0.
/// </summary>
public sealed record PolynomialSchedule : ScheduleOptions
{
    [Option("power", "Power p.", Minimum = 0)]
    public double Power { get; init; } = 1;

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? PyTorchAfterWarmup() => [$"return LR * (1 - min(step, total) / total) ** {Py.Number(Power)}"];

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span) =>
        baseRate * Math.Pow(1 - (double)Math.Min(step, span.TotalSteps) / span.TotalSteps, Power);
}
