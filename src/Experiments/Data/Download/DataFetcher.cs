namespace Experiments.Data.Download;

public sealed class DataFetcher : IDisposable
{
    private readonly Downloader _downloader;
    private readonly DownloadLimits _limits;
    private readonly IDownloadObserver _observer;

    public DataFetcher(DownloadLimits limits, IDownloadObserver observer) =>
        (_downloader, _limits, _observer) = (new Downloader(limits, observer), limits, observer);

    /// <summary>Downloads a data set into its folder under <paramref name="root"/>. Skips files that already exist.</summary>
    /// <returns>The folder with the files of the data set.</returns>
    /// <exception cref="MissingException">No server delivered a file, the folder can't be written, or another process locked the folder for
    /// too long.</exception>
    /// <exception cref="InputException">The folder has different files with the same names, or the archive has forbidden
    /// contents.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled; the next call resumes.</exception>
    public async Task<string> FetchAsync(RemoteDataSet set, string root, CancellationToken cancellation)
    {
        using var taken = await FetchLock.TakeAsync(root, _limits.Turn, _observer, cancellation).ConfigureAwait(false);
        var folder = Path.Combine(root, set.Folder);
        if (set.Archive is { } contents)
        {
            if (!IsUnpacked(folder, contents))
                await FetchArchiveAsync(set.Files[0], root, contents, cancellation).ConfigureAwait(false);
            return folder;
        }

        Directory.CreateDirectory(folder);
        try
        {
            foreach (var file in set.Files)
                await _downloader.FetchAsync(file, folder, cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            // Deletes an empty folder, because it would look like a data set.
            Directory.Delete(folder);
            throw;
        }
        return folder;
    }

    /// <summary>Checks whether a data set can be unpacked. Called before any message is shown and before any request is sent.</summary>
    /// <exception cref="InputException">A part of the data set is already in the folder.</exception>
    public static void CheckPlace(RemoteDataSet set, string root)
    {
        if (set.Archive is { } contents)
            IsUnpacked(Path.Combine(root, set.Folder), contents);
    }

    /// <inheritdoc/>
    public void Dispose() => _downloader.Dispose();

    private async Task FetchArchiveAsync(RemoteFile file, string root, ArchiveContents contents, CancellationToken cancellation)
    {
        var archive = await _downloader.FetchAsync(file, root, cancellation).ConfigureAwait(false);
        TarGzArchive.Unpack(archive, root, contents, cancellation);
        File.Delete(archive);
    }

    private static bool IsUnpacked(string folder, ArchiveContents contents)
    {
        if (!Directory.Exists(folder))
            return false;
        var lacking = contents.Files.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name)));
        return lacking is null
            ? true
            : throw new InputException($"'{folder}' exists but lacks {lacking}. Move the folder away and fetch again.");
    }
}
