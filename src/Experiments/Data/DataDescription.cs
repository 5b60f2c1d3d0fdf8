namespace Experiments.Data;

/// <summary>What a model has to know of its data, and what a record has to say about it.</summary>
/// <param name="Task">Classification or regression.</param>
/// <param name="InputShape">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of classes, or 1 for regression.</param>
/// <param name="Classes">Names of the classes, empty for regression.</param>
/// <param name="Files">The files, in the order in which they were read; empty where they are missing and the shape is known all the same.</param>
/// <param name="LogTarget">Whether regression targets are the natural logarithm of the file's column.</param>
public sealed record DataDescription(
    TaskKind Task,
    IReadOnlyList<long> InputShape,
    int Outputs,
    IReadOnlyList<string> Classes,
    IReadOnlyList<DataFile> Files,
    bool LogTarget = false)
{
    /// <summary>What was read, in words, where the description alone doesn't tell; empty where it does.</summary>
    public string Contents { get; init; } = "";

    /// <summary>What a person should know of the data, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
