namespace Experiments.Data.Download;

/// <summary>What a tar.gz archive may hold and must hold.</summary>
/// <param name="Folder">The one folder in which everything lies.</param>
/// <param name="Files">Names in that folder that must be there.</param>
/// <param name="MaximumEntries">Most entries.</param>
/// <param name="MaximumBytes">Most bytes of all files together, unpacked.</param>
public sealed record ArchiveContents(string Folder, IReadOnlyList<string> Files, int MaximumEntries, long MaximumBytes);
