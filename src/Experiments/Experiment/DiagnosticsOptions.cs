namespace Experiments.Experiment;

/// <summary>How often, and on how many examples, the signal in every layer is measured. Measuring changes no result.</summary>
public sealed record DiagnosticsOptions
{
    [Option("every_steps", "Updates between two measurements, the first at the initial weights; 0 for none, which costs nothing.",
        Chinese = "两次测量之间的更新步数，第一次在初始权重上测；0 表示不测，没有任何开销。", Minimum = 0, AffectsResult = false)]
    public long EverySteps { get; init; } = 200;

    [Option("probe_size", "Examples that are measured on: the first of the training split, always the same.",
        Chinese = "用于测量的样本数：训练集最前面的若干个，始终相同。", Minimum = 1, Maximum = 1_000_000, AffectsResult = false)]
    public int ProbeSize { get; init; } = 128;

    [Option("histograms", "Whether the lines carry histograms of weights, gradients, pre-activations and activations.",
        Chinese = "每行是否附带权重、梯度、预激活值和激活值的直方图。", AffectsResult = false)]
    public bool Histograms { get; init; }

    [Option("histogram_bins", "Bins of a histogram, equally wide between the least and the greatest value.",
        Chinese = "直方图的组数，在最小值与最大值之间等宽划分。", Minimum = 1, Maximum = 10_000, AffectsResult = false)]
    public int HistogramBins { get; init; } = 50;

    [Option("histogram_bytes", "Size of signal.jsonl, in bytes, beyond which no line with histograms goes: a line whose histograms would exceed it carries none, so that a long run doesn't fill the disk.",
        Chinese = "附带直方图的行不会使 signal.jsonl 超过此字节数：会超过的行不附带直方图，以免长时间运行占满磁盘。", Minimum = 0, AffectsResult = false)]
    public long HistogramBytes { get; init; } = 50_000_000;
}
