namespace Experiments.Data.Download;

/// <param name="Name">Name in configs.</param>
/// <param name="Folder">Folder of the files under a data root.</param>
/// <param name="Files">Files to download; one archive if <paramref name="Archive"/> is given.</param>
/// <param name="Source">Page that describes the data set.</param>
/// <param name="Archive">Contents of the archive; null if the files need no unpacking.</param>
public sealed record RemoteDataSet(string Name, string Folder, IReadOnlyList<RemoteFile> Files, string Licence, Uri Source,
    ArchiveContents? Archive = null)
{
    /// <summary>Number of bytes to download.</summary>
    public long Size => Files.Sum(file => file.Size);

    /// <summary>Returns the same files from only one server, at <c>BASE/NAME/FILE</c>.</summary>
    public RemoteDataSet From(Uri server) => this with
    {
        Files = [.. Files.Select(file => file with { Mirrors = [new Uri($"{server.AbsoluteUri.TrimEnd('/')}/{Name}/{file.Name}")] })],
    };
}
