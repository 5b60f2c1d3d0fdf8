namespace Experiments.Experiment;

/// <summary>How often, and on how many examples, the signal in every layer is measured. Measuring changes no result.</summary>
public sealed record DiagnosticsOptions
{
    [Option("every_steps", "Updates between two measurements, the first at the initial weights; 0 for none, which costs nothing.",
        Minimum = 0, AffectsResult = false)]
    public long EverySteps { get; init; } = 200;

    [Option("probe_size", "Examples that are measured on: the first of the training split, always the same.",
        Minimum = 1, Maximum = 1_000_000, AffectsResult = false)]
    public int ProbeSize { get; init; } = 128;

    [Option("histograms", "Whether the lines carry histograms of weights, gradients, pre-activations and activations.",
        AffectsResult = false)]
    public bool Histograms { get; init; }

    [Option("histogram_bins", "Bins of a histogram, equally wide between the least and the greatest value.",
        Minimum = 1, Maximum = 10_000, AffectsResult = false)]
    public int HistogramBins { get; init; } = 50;

    [Option("histogram_bytes",
        "Size of signal.jsonl, in bytes, beyond which no line with histograms goes: a line whose histograms would exceed it carries none, "
            + "so that a long run doesn't fill the disk.",
        Minimum = 0, AffectsResult = false)]
    public long HistogramBytes { get; init; } = 50_000_000;
}
