namespace Experiments.Comparison;

/// <summary>A run folder, with the coordinates and the status that its sweep records.</summary>
/// <param name="Coordinates">The run's label on each axis of the sweep; empty for a run outside sweeps.</param>
/// <param name="Sweep">Folder of the sweep; null for a run outside sweeps.</param>
internal sealed record RunPlace(string Folder, IReadOnlyDictionary<string, string> Coordinates, bool HasFailed, string? Sweep);
