namespace Experiments.Studies.Reading;

/// <summary>Size of a measurement in one mode, quick or full.</summary>
public sealed record StudySettings
{
    [Option("seeds", "Number of seeds, from 0 on.", Minimum = 1, Maximum = 1000)]
    public int Seeds { get; init; } = 5;

    [Option("set", "Config keys to change in this mode, each as KEY=JSON like --set.", Pattern = "[^=.][^=]*=.+",
        PatternInWords = "KEY=JSON")]
    public IReadOnlyList<string> Set { get; init; } = [];
}
