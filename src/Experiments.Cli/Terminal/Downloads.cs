using Experiments.Data.Download;

namespace Experiments.Cli.Terminal;

/// <summary>Fetches data sets and shows it on standard error: bars on a terminal, lines elsewhere; where it is to be quiet, only what will be fetched.</summary>
public static class Downloads
{
    /// <summary>Says what will be fetched, then fetches it; Ctrl-C leaves what the next fetch goes on with.</summary>
    /// <returns>The folder that holds the set.</returns>
    /// <exception cref="Configuration.MissingException">No server gave it.</exception>
    /// <exception cref="Configuration.InputException">The folder can't be written, or other files stand in the way.</exception>
    public static string Fetch(RemoteDataSet set, string root, bool isQuiet, CancellationToken cancellation)
    {
        DataFetcher.CheckPlace(set, root);
        using var error = new ForgivingWriter(Console.Error);
        error.WriteLine(DownloadText.Announce(set, root));
        if (isQuiet)
            return Fetch(set, root, new SilentDownload(), cancellation);
        return Screen.Error.Profile.Capabilities.Interactive
            ? DownloadBars.Show(Screen.Error, observer => Fetch(set, root, observer, cancellation))
            : Fetch(set, root, new DownloadLines(error), cancellation);
    }

    private static string Fetch(RemoteDataSet set, string root, IDownloadObserver observer, CancellationToken cancellation)
    {
        try
        {
            using var fetcher = new DataFetcher(new DownloadLimits(), observer);
            return fetcher.FetchAsync(set, root, cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException($"Interrupted; 'experiments data fetch {set.Name}' goes on with what is here.");
        }
    }
}
