using Experiments.Configuration;

namespace Experiments.Training;

/// <summary>The learning rate is multiplied by γ after every s epochs (or steps): η(t) = η₀ · γ^⌊t/s⌋, as PyTorch's StepLR.</summary>
public sealed record StepSchedule : ScheduleOptions
{
    [Option("step_size", "Length s between two drops, in the unit that 'unit' names.",
        Chinese = "两次下降之间的长度 s，单位由 unit 决定。", Required = true, Minimum = 1)]
    public long StepSize { get; init; } = 1;

    [Option("gamma", "Factor γ of a drop.", Chinese = "每次下降乘以的因子 γ。", Minimum = 0)]
    public double Gamma { get; init; } = 0.1;

    [Option("unit", "What step_size counts: epochs or steps (updates).",
        Chinese = "step_size 的单位：epochs（轮）或 steps（更新步）。", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span)
    {
        var elapsed = Unit == "epochs" ? step / span.StepsPerEpoch : step;
        return baseRate * Math.Pow(Gamma, elapsed / StepSize);
    }
}
