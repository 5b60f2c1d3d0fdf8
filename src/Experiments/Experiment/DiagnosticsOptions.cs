namespace Experiments.Experiment;

/// <summary>Options for measuring the signal in every layer: how often, and on how many examples. Measuring does not change
/// results.</summary>
public sealed record DiagnosticsOptions
{
    [Option("every_steps", "Number of updates between two measurements; the first measurement is at the initial weights. 0 measures "
        + "nothing.",
        Minimum = 0, AffectsResult = false)]
    public long EverySteps { get; init; } = 200;

    [Option("probe_size", "Number of examples for the measurement, taken from the start of the training split.",
        Minimum = 1, Maximum = 1_000_000, AffectsResult = false)]
    public int ProbeSize { get; init; } = 128;

    [Option("histograms", "Whether the lines include histograms of weights, gradients, pre-activations and activations.",
        AffectsResult = false)]
    public bool Histograms { get; init; }

    [Option("histogram_bins", "Number of bins of a histogram, of equal width from the minimum to the maximum.",
        Minimum = 1, Maximum = 10_000, AffectsResult = false)]
    public int HistogramBins { get; init; } = 50;

    [Option("histogram_bytes",
        "Size limit of signal.jsonl in bytes. A line leaves out its histograms if they would exceed the limit, so that a long run doesn't "
            + "fill the disk.",
        Minimum = 0, AffectsResult = false)]
    public long HistogramBytes { get; init; } = 50_000_000;
}
