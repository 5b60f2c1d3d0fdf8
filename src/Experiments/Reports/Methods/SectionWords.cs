namespace Experiments.Reports.Methods;

/// <summary>Description of a part of a config, with the labels that use it.</summary>
/// <param name="Labels">Compared labels whose runs have this part.</param>
public sealed record SectionWords(string Words, IReadOnlyList<string> Labels);
