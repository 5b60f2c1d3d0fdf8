namespace Experiments.Data.Download;

/// <param name="Name">As a config names it.</param>
/// <param name="Folder">Folder under a data root that holds the files.</param>
/// <param name="Files">Files to fetch; one archive if <paramref name="Archive"/> is given.</param>
/// <param name="Source">Page that describes the data set.</param>
/// <param name="Archive">Contents of the one archive; null if the files are used as they are served.</param>
public sealed record RemoteDataSet(string Name, string Folder, IReadOnlyList<RemoteFile> Files, string Licence, Uri Source,
    ArchiveContents? Archive = null)
{
    /// <summary>Number of bytes to fetch.</summary>
    public long Size => Files.Sum(file => file.Size);

    /// <summary>Returns the same files with one server only, which has them as <c>BASE/NAME/FILE</c>.</summary>
    public RemoteDataSet From(Uri server) => this with
    {
        Files = [.. Files.Select(file => file with { Mirrors = [new Uri($"{server.AbsoluteUri.TrimEnd('/')}/{Name}/{file.Name}")] })],
    };
}
