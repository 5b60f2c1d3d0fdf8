namespace Experiments.Studies.Reading;

/// <summary>A sweep, as by <c>experiments sweep</c>.</summary>
public sealed record SweepMeasurement : IMeasurement
{
    /// <inheritdoc/>
    [Option("name", "Name of the measurement, for paths and the sweep folder.", Required = true, Pattern = StudyFile.NamePattern,
        PatternInWords = StudyFile.NameInWords)]
    public string Name { get; init; } = "";

    [Option("file", "The sweep file, relative to the study's folder.", Required = true)]
    public string File { get; init; } = "";

    [Option("quick", "Size in quick mode; replaces the seeds of the sweep file.")]
    public StudySettings Quick { get; init; } = new();

    [Option("full", "Size in full mode; replaces the seeds of the sweep file.")]
    public StudySettings Full { get; init; } = new() { Seeds = 20 };
}
