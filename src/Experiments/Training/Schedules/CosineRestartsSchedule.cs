using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// Cycles of half a cosine down to the minimum. Each cycle is longer than the previous cycle by a constant factor (SGDR, Loshchilov &amp;
/// Hutter, 2017): η = η_min + (η₀ − η_min)(1 + cos(π·t/Tᵢ))/2. Here t counts from the last restart, as in PyTorch's
/// CosineAnnealingWarmRestarts. With the unit <c>epochs</c>, T₀ is converted to updates and t changes at every update, as with PyTorch's
/// <c>step(epoch + i / batches)</c>.
/// </summary>
public sealed record CosineRestartsSchedule : ScheduleOptions
{
    [Option("t_0", "Length T₀ of the first cycle in epochs or steps; the key 'unit' chooses.", Required = true, Minimum = 1)]
    public long FirstLength { get; init; } = 1;

    [Option("t_mult", "Factor by which each cycle is longer than the previous cycle.", Minimum = 1, Maximum = 1000)]
    public long Factor { get; init; } = 1;

    [Option("min_lr", "Learning rate η_min just before a restart (PyTorch's eta_min).", Minimum = 0)]
    public double MinLr { get; init; }

    [Option("unit", "Unit of t_0: epochs or steps (updates).", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? PyTorchAfterWarmup() =>
    [
        $"length = {Py.Number(FirstLength)}{(Unit == "epochs" ? " * STEPS_PER_EPOCH" : "")}",
        .. Factor == 1
            ? ["step %= length"]
            : new[] { "while step >= length:", $"    step, length = step - length, length * {Py.Number(Factor)}" },
        MinLr == 0 ? "return LR * (1 + math.cos(math.pi * step / length)) / 2"
            : $"return {Py.Number(MinLr)} + (LR - {Py.Number(MinLr)}) * (1 + math.cos(math.pi * step / length)) / 2",
    ];

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span)
    {
        var length = Unit == "epochs" ? Times(FirstLength, span.StepsPerEpoch) : FirstLength;
        if (Factor == 1)
            step %= length;
        for (; step >= length; length = Times(length, Factor))
            step -= length;
        return MinLr + (baseRate - MinLr) * (1 + Math.Cos(Math.PI * step / length)) / 2;
    }

    // A product that overflows is replaced by the largest possible length, which already exceeds every run.
    private static long Times(long length, long factor) => length > long.MaxValue / factor ? long.MaxValue : length * factor;
}
