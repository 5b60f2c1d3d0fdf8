using Experiments.Configuration;

namespace Experiments.Data.Download;

/// <summary>One process at a time fetches into a data folder: it holds <c>.fetch.lock</c> there, an empty file that stays.</summary>
internal static class FetchLock
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the folder is free, and takes it until the result is disposed of.</summary>
    /// <exception cref="InputException">The folder can't be written.</exception>
    public static async Task<IDisposable> TakeAsync(string root, IDownloadObserver observer, CancellationToken cancellation)
    {
        var path = Path.Combine(root, ".fetch.lock");
        for (var waited = false; ; waited = true)
        {
            try
            {
                Directory.CreateDirectory(root);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!waited)
                    observer.Trouble($"Another process is fetching into '{root}'; waiting for it.");
                await Task.Delay(s_interval, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"The data folder '{root}' can't be written: {failure.Message.TrimEnd('.')}.");
            }
        }
    }
}
