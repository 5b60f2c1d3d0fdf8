namespace Experiments.Probe;

public enum ProbeInput
{
    /// <summary>The batch consists of the first examples of the training split.</summary>
    Data,

    /// <summary>The batch consists of independent standard normal numbers in the shape of the data, and random targets. This input needs no
    /// files.</summary>
    Gaussian,
}

public sealed record ProbeRequest
{
    /// <summary>Number of consecutive seeds, starting at the config's seed. All seeds use the same batch.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Number of examples in the batch; null means the config's <c>diagnostics.probe_size</c>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Input of the network; null means the data, or Gaussian numbers if the data is not on this machine.</summary>
    public ProbeInput? Input { get; init; }

    public IReadOnlyList<string> DataRoots { get; init; } = [];

    public int HistogramBins { get; init; } = 60;
}
