namespace Experiments.Experiment;

/// <summary>Where the run folder goes.</summary>
public sealed record OutputOptions
{
    [Option("root", "Folder that holds the run folders.",
        Chinese = "存放各运行文件夹的目录。", AffectsResult = false, Pattern = ".+", PatternInWords = "a path",
        PatternInChinese = "路径")]
    public string Root { get; init; } = "runs";
}
