namespace Experiments.Reports.Methods;

/// <summary>A part of a config in words.</summary>
/// <param name="Words">The words.</param>
/// <param name="Labels">The labels compared whose runs have it.</param>
public sealed record SectionWords(string Words, IReadOnlyList<string> Labels);
