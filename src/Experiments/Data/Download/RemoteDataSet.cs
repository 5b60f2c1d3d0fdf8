namespace Experiments.Data.Download;

/// <summary>A data set that can be fetched.</summary>
/// <param name="Name">As a config names it.</param>
/// <param name="Folder">The folder under a data root that holds its files.</param>
/// <param name="Files">What is fetched; one archive, where <paramref name="Archive"/> is given.</param>
/// <param name="Licence">Under what terms it is published.</param>
/// <param name="Source">The page that describes it.</param>
/// <param name="Archive">What the one file has to unpack to; null where the files are used as they are served.</param>
public sealed record RemoteDataSet(string Name, string Folder, IReadOnlyList<RemoteFile> Files, string Licence, Uri Source, ArchiveContents? Archive = null)
{
    /// <summary>Bytes to fetch.</summary>
    public long Size => Files.Sum(file => file.Size);

    /// <summary>The same files from one server alone, which has them as <c>BASE/NAME/FILE</c>.</summary>
    public RemoteDataSet From(Uri server) => this with
    {
        Files = [.. Files.Select(file => file with { Mirrors = [new Uri($"{server.AbsoluteUri.TrimEnd('/')}/{Name}/{file.Name}")] })],
    };
}
