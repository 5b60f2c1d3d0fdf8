namespace Experiments.Cli.Terminal;

/// <summary>Downloads data sets and shows the progress on standard error: bars on a terminal, lines in a file or pipe, and only the
/// announcement if quiet.</summary>
public static class Downloads
{
    /// <summary>Announces and downloads a data set. After Ctrl-C, the next download resumes.</summary>
    /// <returns>The folder with the data set.</returns>
    /// <exception cref="MissingException">No server delivered the files.</exception>
    /// <exception cref="InputException">The folder can't be written, or contains other files.</exception>
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
            throw new OperationCanceledException(
                $"Interrupted. Run '{TypedCommand.Of($"data fetch {set.Name}")}' to resume.");
        }
    }
}
