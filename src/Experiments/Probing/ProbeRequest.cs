namespace Experiments.Probing;

/// <summary>What a network is fed with.</summary>
public enum ProbeInput
{
    /// <summary>The first examples of the training split.</summary>
    Data,

    /// <summary>Independent standard normal numbers in the data's shape, and random targets; needs no file.</summary>
    Gaussian,
}

/// <summary>How a probe is taken.</summary>
public sealed record ProbeRequest
{
    /// <summary>How many seeds, from the config's own upwards; the batch is the same for all of them.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Examples in the batch; null takes the config's <c>diagnostics.probe_size</c>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>What goes in; null takes the data, and Gaussian numbers where it isn't on this machine.</summary>
    public ProbeInput? Input { get; init; }

    /// <summary>Folders in which data is looked for.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>Bins of the histograms.</summary>
    public int HistogramBins { get; init; } = 60;
}
