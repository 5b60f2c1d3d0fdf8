namespace Experiments.Studies.Reading;

/// <summary>A study that was read from its folder.</summary>
/// <param name="Folder">The study's folder; its name is the study's name.</param>
/// <param name="File">Content of <c>claim.json</c>.</param>
public sealed record StudyDefinition(string Folder, StudyFile File)
{
    public const string FileName = "claim.json";

    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));
}
