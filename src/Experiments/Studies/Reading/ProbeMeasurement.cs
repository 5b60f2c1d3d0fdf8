namespace Experiments.Studies.Reading;

/// <summary>A probe of untrained networks, as by <c>experiments probe</c>.</summary>
public sealed record ProbeMeasurement : IMeasurement
{
    /// <inheritdoc/>
    [Option("name", "Name of the measurement, for paths and the result folder.", Required = true, Pattern = StudyFile.NamePattern,
        PatternInWords = StudyFile.NameInWords)]
    public string Name { get; init; } = "";

    [Option("configs", "Config files, relative to the study's folder.", Required = true, MinimumLength = 1)]
    public IReadOnlyList<string> Configs { get; init; } = [];

    [Option("compare", "Values to compare, each as KEY=VALUE,VALUE… like --compare of probe; at most two keys.", MaximumLength = 2)]
    public IReadOnlyList<string> Compare { get; init; } = [];

    [Option("set", "Config keys to change, each as KEY=JSON like --set.", Pattern = "[^=.][^=]*=.+", PatternInWords = "KEY=JSON")]
    public IReadOnlyList<string> Set { get; init; } = [];

    [Option("input", "Input of the network: the first training examples (data) or standard normal numbers (gaussian).",
        Allowed = ["data", "gaussian"])]
    public string Input { get; init; } = "gaussian";

    [Option("batch", "Number of examples; null means diagnostics.probe_size of the config.", Minimum = 1)]
    public int? Batch { get; init; }

    [Option("quick", "Size in quick mode.")]
    public StudySettings Quick { get; init; } = new();

    [Option("full", "Size in full mode.")]
    public StudySettings Full { get; init; } = new() { Seeds = 20 };
}
