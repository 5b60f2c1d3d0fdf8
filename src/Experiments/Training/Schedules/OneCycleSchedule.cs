using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// One cycle (Smith &amp; Topin, 2019), as PyTorch's OneCycleLR with <c>cycle_momentum=False</c>. First the learning rate rises from η₀ /
/// div_factor to η₀, then it falls to η₀ / (div_factor · final_div_factor). With three phases, the fall has two parts: first to η₀ /
/// div_factor, in as many updates as the rise, then to the final rate. The optimiser's <c>lr</c> is the peak η₀; PyTorch calls the peak
/// <c>max_lr</c>.
/// </summary>
public sealed record OneCycleSchedule : ScheduleOptions
{
    [Option("pct_start", "Share of the run over which the learning rate rises.", Minimum = 0, Maximum = 1)]
    public double PctStart { get; init; } = 0.3;

    [Option("anneal_strategy", "Shape of each phase: half a cosine, or a straight line.", Allowed = ["cos", "linear"])]
    public string AnnealStrategy { get; init; } = "cos";

    [Option("div_factor", "Divisor for the first learning rate, lr / div_factor.", Minimum = 0, ExclusiveMinimum = true)]
    public double DivFactor { get; init; } = 25;

    [Option("final_div_factor", "Divisor for the last learning rate, which is the first learning rate / final_div_factor.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double FinalDivFactor { get; init; } = 1e4;

    [Option("three_phase",
        "Whether to use three phases: the learning rate rises to lr, falls to its first value in the same number of updates, then "
            + "falls to its last value.")]
    public bool ThreePhase { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? PyTorchAfterWarmup() =>
    [
        $"first = LR / {Py.Number(DivFactor)}",
        $"last = first / {Py.Number(FinalDivFactor)}",
        "# The last update of each phase, and the first and last rate of the phase.",
        ThreePhase
            ? $"phases = [({Py.Number(PctStart)} * total - 1, first, LR), ({Py.Number(2 * PctStart)} * total - 2, LR, first), "
                + "(total - 1, first, last)]"
            : $"phases = [({Py.Number(PctStart)} * total - 1, first, LR), (total - 1, LR, last)]",
        "begin = 0.0",
        "for end, start, stop in phases:",
        "    if step <= end:",
        "        share = 1.0 if end == begin else (step - begin) / (end - begin)",
        AnnealStrategy == "cos"
            ? "        return stop + (start - stop) / 2 * (math.cos(math.pi * share) + 1)"
            : "        return (stop - start) * share + start",
        "    begin = end",
        "return last",
    ];

    /// <inheritdoc/>
    protected override double AfterWarmup(double baseRate, long step, ScheduleSpan span)
    {
        var phases = Phases(baseRate, span.TotalSteps);
        var begin = 0.0;
        foreach (var (end, from, to) in phases)
        {
            if (step <= end)
                return Anneal(from, to, end == begin ? 1 : (step - begin) / (end - begin));
            begin = end;
        }

        return phases[^1].To;
    }

    // Returns the last update of each phase, and the first and last learning rate of the phase.
    private (double End, double From, double To)[] Phases(double peak, long total)
    {
        var first = peak / DivFactor;
        var last = first / FinalDivFactor;
        return ThreePhase
            ? [(PctStart * total - 1, first, peak), (2 * PctStart * total - 2, peak, first), (total - 1, first, last)]
            : [(PctStart * total - 1, first, peak), (total - 1, peak, last)];
    }

    private double Anneal(double from, double to, double share) => AnnealStrategy == "cos"
        ? to + (from - to) / 2 * (Math.Cos(Math.PI * share) + 1)
        : (to - from) * share + from;
}
