namespace Experiments.Training;

/// <summary>
/// Half a cosine down to the minimum, again and again, each as long as the one before times a factor (SGDR, Loshchilov &amp; Hutter, 2017):
/// η = η_min + (η₀ − η_min)(1 + cos(π·t/Tᵢ))/2 with t counted from the last restart, as PyTorch's CosineAnnealingWarmRestarts; with the
/// unit <c>epochs</c> T₀ is so many epochs' updates and t goes on within an epoch, PyTorch's <c>step(epoch + i / batches)</c>.
/// </summary>
public sealed record CosineRestartsSchedule : ScheduleOptions
{
    [Option("t_0", "Length T₀ of the first cosine, in the unit that 'unit' names.", Required = true, Minimum = 1)]
    public long FirstLength { get; init; } = 1;

    [Option("t_mult", "Each cosine is so many times as long as the one before.", Minimum = 1, Maximum = 1000)]
    public long Factor { get; init; } = 1;

    [Option("min_lr", "Learning rate η_min just before a restart (PyTorch's eta_min).", Minimum = 0)]
    public double MinLr { get; init; }

    [Option("unit", "What t_0 counts: epochs or steps (updates).", Allowed = ["epochs", "steps"])]
    public string Unit { get; init; } = "epochs";

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

    // A cosine that is longer than any run is the same as one of the largest length there is.
    private static long Times(long length, long factor) => length > long.MaxValue / factor ? long.MaxValue : length * factor;
}
