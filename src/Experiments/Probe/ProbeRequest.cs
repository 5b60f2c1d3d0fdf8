namespace Experiments.Probe;

public enum ProbeInput
{
    /// <summary>The first examples of the training split.</summary>
    Data,

    /// <summary>Independent standard normal numbers in the data's shape, and random targets; needs no file.</summary>
    Gaussian,
}

public sealed record ProbeRequest
{
    /// <summary>Number of seeds, from the config's own upwards; the batch is the same for all of them.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Number of examples in the batch; null takes the config's <c>diagnostics.probe_size</c>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Null takes the data, or Gaussian numbers if the data is not on this machine.</summary>
    public ProbeInput? Input { get; init; }

    public IReadOnlyList<string> DataRoots { get; init; } = [];

    public int HistogramBins { get; init; } = 60;
}
