namespace Experiments.Scripts;

/// <summary>A network in an exported script.</summary>
/// <param name="Definition">The class <c>Model</c>, whose parameters have the names of the run's checkpoints.</param>
/// <param name="Definitions">Texts of top-level definitions before it.</param>
public sealed record PyModel(string Definition, params IReadOnlyList<string> Definitions);
