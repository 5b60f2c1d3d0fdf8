namespace Experiments.Comparison;

/// <summary>A run folder that was found, and what its sweep says of it.</summary>
/// <param name="Coordinates">Labels by axis of the sweep; empty outside sweeps.</param>
/// <param name="Sweep">Folder of the sweep; null outside sweeps.</param>
internal sealed record RunPlace(string Folder, IReadOnlyDictionary<string, string> Coordinates, bool HasFailed, string? Sweep);
