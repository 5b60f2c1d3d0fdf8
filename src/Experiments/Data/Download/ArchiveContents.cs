namespace Experiments.Data.Download;

/// <summary>Permitted and required contents of a tar.gz archive.</summary>
/// <param name="Folder">The only top-level folder.</param>
/// <param name="Files">Names of files that must be in that folder.</param>
/// <param name="MaximumBytes">Limit for the total size of the unpacked files.</param>
public sealed record ArchiveContents(string Folder, IReadOnlyList<string> Files, int MaximumEntries, long MaximumBytes);
