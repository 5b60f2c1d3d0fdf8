namespace Experiments.Data.Download;

/// <summary>What a tar.gz archive may hold and must hold.</summary>
/// <param name="Folder">The one folder that holds all entries.</param>
/// <param name="Files">Names of files that must be in that folder.</param>
/// <param name="MaximumBytes">Limit for all files together, unpacked.</param>
public sealed record ArchiveContents(string Folder, IReadOnlyList<string> Files, int MaximumEntries, long MaximumBytes);
