namespace Experiments.Data.Download;

/// <summary>Permitted and required contents of a tar.gz archive.</summary>
/// <param name="Folder">The only top-level folder.</param>
/// <param name="Files">Names of the files that must be in this folder.</param>
/// <param name="MaximumBytes">Limit for the total size of the unpacked files.</param>
public sealed record ArchiveContents(string Folder, IReadOnlyList<string> Files, int MaximumEntries, long MaximumBytes);
