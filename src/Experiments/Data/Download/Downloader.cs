namespace Experiments.Data.Download;

/// <summary>Downloads files. The downloader asks each server a few times, and resumes partial files, until length and checksum are
/// correct.</summary>
public sealed class Downloader : IDisposable
{
    private readonly HttpClient _client = HttpRequests.CreateClient();
    private readonly DownloadLimits _limits;
    private readonly IDownloadObserver _observer;

    public Downloader(DownloadLimits limits, IDownloadObserver observer) => (_limits, _observer) = (limits, observer);

    /// <summary>Opens a part file. A test replaces this function to simulate a full disk.</summary>
    internal Func<string, Stream> OpenPart { get; init; } = PartFile.OpenAlone;

    /// <summary>
    /// Downloads a file into an existing folder. The file gets its name only after it is complete and correct. After an interruption or a
    /// failure, at most <c>NAME.part</c> exists; the next call continues this file.
    /// </summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="MissingException">No server delivered the file; the message lists each server's failure.</exception>
    /// <exception cref="InputException">The folder can't be written, or a different file has the same name.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public async Task<string> FetchAsync(RemoteFile file, string folder, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, file.Name);
        if (File.Exists(target))
            return Checksum.Matches(target, file)
                ? target
                : throw new InputException(
                    $"'{target}' exists but is a different file (expected: MD5 {file.Md5}, {file.Size} bytes). Move this file away and "
                        + "fetch again.");
        using var part = PartFile.Open(target, OpenPart);
        if (part.Length > file.Size)
            part.Clear();
        var attempt = new DownloadAttempt(_client, _limits, file, part, _observer);
        var refusals = new List<string>();
        foreach (var address in file.Mirrors)
        {
            // The failure of the last server is not shown here, because the final message includes it.
            if (refusals.Count > 0)
                _observer.Trouble($"{refusals[^1]}.");
            if (await AskAsync(address, file, part, attempt, refusals, cancellation).ConfigureAwait(false))
            {
                part.Publish();
                _observer.Finished(file, target);
                return target;
            }
        }

        throw new MissingException($"{file.Name} can't be fetched: {string.Join("; ", refusals)}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> AskAsync(Uri address, RemoteFile file, PartFile part, DownloadAttempt attempt, List<string> refusals,
        CancellationToken cancellation)
    {
        var pause = _limits.Pause;
        for (var tries = 1; ; tries++)
        {
            try
            {
                _observer.Started(file, address, part.Length);
                if (part.Length < file.Size)
                    await attempt.RunAsync(address, cancellation).ConfigureAwait(false);
                Check(file, part);
                return true;
            }
            catch (DownloadFailure failure)
            {
                var words = $"{address} {failure.Message}";
                if (failure.IsLasting || tries >= _limits.Tries)
                {
                    refusals.Add(words);
                    return false;
                }

                var wait = failure.Pause is { } asked && asked > TimeSpan.Zero ? asked : pause;
                _observer.Trouble(FormattableString.Invariant($"{words}; trying again in {wait.TotalSeconds:0.##} s."));
                await Task.Delay(wait, cancellation).ConfigureAwait(false);
                pause *= 2;
            }
        }
    }

    // If the checksum is wrong, the first bytes may come from an earlier, wrong response. The same server is therefore asked for the whole
    // file.
    private static void Check(RemoteFile file, PartFile part)
    {
        var digest = part.Md5();
        if (digest == file.Md5)
            return;
        var isPatched = part.Found > 0;
        part.Clear();
        throw new DownloadFailure($"sent a wrong file: its MD5 is {digest}, but {file.Md5} is expected",
            isLasting: !isPatched);
    }
}
