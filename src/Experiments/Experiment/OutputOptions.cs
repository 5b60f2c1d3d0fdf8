namespace Experiments.Experiment;

/// <summary>Location of the run folder.</summary>
public sealed record OutputOptions
{
    [Option("root", "Folder that holds the run folders.", AffectsResult = false, Pattern = ".+", PatternInWords = "a path")]
    public string Root { get; init; } = "runs";
}
