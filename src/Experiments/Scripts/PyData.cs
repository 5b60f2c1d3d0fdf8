namespace Experiments.Scripts;

/// <summary>A data set in an exported script.</summary>
/// <param name="Settings">Constants that a reader may want to change, such as the paths of the files.</param>
/// <param name="Lines">Statements that define the tensors <c>inputs</c> and <c>targets</c> of all rows that are split and, with
/// <see cref="HasTestFile"/>, <c>test_inputs</c> and <c>test_targets</c>. Inputs and numbers to predict are in <c>DTYPE</c>, classes
/// are int64.</param>
public sealed record PyData(IReadOnlyList<string> Settings, IReadOnlyList<string> Lines)
{
    /// <summary>Modules to import, besides those that every script imports.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Whether the test rows come from a separate file; otherwise they are split from all rows.</summary>
    public bool HasTestFile { get; init; }

    /// <summary>Definition of the function <c>augment(images, number)</c>; null without augmentation.</summary>
    public string? Augmentation { get; init; }
}
