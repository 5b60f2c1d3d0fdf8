namespace Experiments.Data.Download;

/// <summary>Lets one process at a time download into a data folder. The lock is on the empty file <c>.fetch.lock</c> in this folder, which
/// is not deleted.</summary>
internal static class FetchLock
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other process has locked the folder, then locks it until the result is disposed.</summary>
    /// <exception cref="MissingException">The folder can't be written, or another process locked it for longer than
    /// <paramref name="longest"/>.</exception>
    public static async Task<IDisposable> TakeAsync(string root, TimeSpan longest, IDownloadObserver observer,
        CancellationToken cancellation)
    {
        var path = Path.Combine(root, ".fetch.lock");
        var clock = Stopwatch.StartNew();
        for (var waited = false; ; waited = true)
        {
            if (TryTake(root, path) is { } taken)
                return taken;
            if (clock.Elapsed > longest)
                throw new MissingException(string.Create(CultureInfo.InvariantCulture,
                    $"Another process has locked '{path}' for {longest.TotalMinutes:0.##} minutes; fetch again when that process "
                        + $"has ended."));
            if (!waited)
                observer.Trouble($"Another process is fetching into '{root}'; waiting for it.");
            await Task.Delay(s_interval, cancellation).ConfigureAwait(false);
        }
    }

    private static FileStream? TryTake(string root, string path)
    {
        try
        {
            Directory.CreateDirectory(root);
            return FileLock.TryTake(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MissingException($"The data folder '{root}' can't be written: {failure.Message.TrimEnd('.')}.");
        }
    }
}
