namespace Experiments.Reports.Methods;

/// <summary>What was run, and on what, as the run folders say.</summary>
/// <param name="Sections">Parts of the configs by their key (<c>model</c>, <c>data</c> …): the different ones in words, with the labels that have them.</param>
/// <param name="Sizes">Parameters, examples and updates; different ones apart.</param>
/// <param name="Programs">Version and commit of the program.</param>
/// <param name="Engines">Native library, libtorch, device, threads.</param>
/// <param name="Machines">Processor, system, .NET.</param>
/// <param name="DataFiles">Names and SHA-256 digests of the data files.</param>
/// <param name="First">When the first run began.</param>
/// <param name="Last">When the last one began.</param>
public sealed record StudyFacts(
    IReadOnlyDictionary<string, IReadOnlyList<SectionWords>> Sections,
    IReadOnlyList<StudySize> Sizes,
    IReadOnlyList<string> Programs,
    IReadOnlyList<string> Engines,
    IReadOnlyList<string> Machines,
    IReadOnlyList<string> DataFiles,
    DateTimeOffset First,
    DateTimeOffset Last);
