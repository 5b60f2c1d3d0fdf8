namespace Experiments.Reports.Methods;

/// <summary>Configs, programs, machines and data of the runs, as recorded in the run folders.</summary>
/// <param name="Sections">For each key (<c>model</c>, <c>data</c> …), the distinct values in the configs as text, each with its labels.
/// </param>
/// <param name="Sizes">Distinct numbers of parameters, examples and updates.</param>
/// <param name="Programs">Version and commit of the program.</param>
/// <param name="Engines">Native library, libtorch, device, threads.</param>
/// <param name="Machines">Processor, system, .NET.</param>
/// <param name="DataFiles">Names and SHA-256 digests of the data files.</param>
/// <param name="First">Start of the first run.</param>
/// <param name="Last">Start of the last run.</param>
public sealed record StudyFacts(
    IReadOnlyDictionary<string, IReadOnlyList<SectionWords>> Sections,
    IReadOnlyList<StudySize> Sizes,
    IReadOnlyList<string> Programs,
    IReadOnlyList<string> Engines,
    IReadOnlyList<string> Machines,
    IReadOnlyList<string> DataFiles,
    DateTimeOffset First,
    DateTimeOffset Last);
