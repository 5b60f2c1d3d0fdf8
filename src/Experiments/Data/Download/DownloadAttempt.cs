using System.Net;

namespace Experiments.Data.Download;

/// <summary>One request to one server for a file, or for the missing bytes of a file. The received bytes are written to the part
/// file.</summary>
internal sealed class DownloadAttempt(HttpClient client, DownloadLimits limits, RemoteFile file, PartFile part, IDownloadObserver observer)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Receives all bytes and writes them to the part file, without a check of the checksum.</summary>
    /// <exception cref="DownloadFailure">The request failed or delivered only some of the bytes.</exception>
    public async Task RunAsync(Uri address, CancellationToken cancellation)
    {
        using var patience = new StallTimeout(limits, cancellation);
        try
        {
            var etag = part.EtagFrom(address);
            using var answer = await HttpRequests.GetAsync(client, address, part.Length, etag, limits.Redirects, patience.Token)
                .ConfigureAwait(false);
            Place(answer, address, etag);
            CheckLength(answer);
            await ReceiveAsync(answer, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw DownloadFailure.Lasting(patience.Reason);
        }
        catch (HttpRequestException failure)
        {
            throw InWords(failure);
        }
        catch (IOException)
        {
            throw BrokenOff();
        }
    }

    // Decides whether the server's response continues the part file or starts it anew.
    private void Place(HttpResponseMessage answer, Uri address, string? etag)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                part.Begin(address, answer.Headers.ETag is { IsWeak: false } strong ? strong.Tag : null);
                break;
            case HttpStatusCode.PartialContent when FitsPart(answer, etag):
                part.GoOn();
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Clear();
                throw DownloadFailure.Passing("changed the file since the download began");
            default:
                throw Refusal(answer);
        }
    }

    private bool FitsPart(HttpResponseMessage answer, string? etag) =>
        part.Length > 0
        && answer.Content.Headers.ContentRange is { } range && range.From == part.Length
        && (range.Length is null || range.Length == file.Size)
        && (etag is null || answer.Headers.ETag is null || answer.Headers.ETag.Tag == etag);

    private DownloadFailure Refusal(HttpResponseMessage answer)
    {
        var words = $"answered {(int)answer.StatusCode} {answer.ReasonPhrase}".TrimEnd();
        if ((int)answer.StatusCode is not (408 or 429 or >= 500))
            return DownloadFailure.Lasting(words);
        var pause = answer.Headers.RetryAfter is not { } after
            ? null
            : after.Delta ?? (after.Date is { } date ? date - DateTimeOffset.UtcNow : null);
        return pause > limits.LongestPause ? DownloadFailure.Lasting(words) : DownloadFailure.Passing(words, pause);
    }

    private void CheckLength(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentLength is { } promised && part.Length + promised != file.Size)
            throw Discard($"announced {part.Length + promised} bytes, but the file has {file.Size}");
    }

    private async Task ReceiveAsync(HttpResponseMessage answer, StallTimeout patience)
    {
        using var body = await answer.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false)) > 0)
        {
            patience.Restart();
            if (part.Length + read > file.Size)
                throw Discard($"sent more than {file.Size} bytes, the size of the file");
            part.Append(buffer.AsSpan(0, read));
            observer.Received(file, part.Length);
        }

        if (part.Length < file.Size)
            throw BrokenOff();
    }

    private DownloadFailure Discard(string words)
    {
        part.Clear();
        return DownloadFailure.Lasting(words);
    }

    private DownloadFailure BrokenOff() => DownloadFailure.Passing($"ended the connection after {part.Length} of {file.Size} bytes");

    private DownloadFailure InWords(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError =>
            DownloadFailure.Lasting($"failed to make a secure connection: {(failure.InnerException ?? failure).Message.TrimEnd('.')}"),
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
            DownloadFailure.Lasting($"can't be reached: {failure.Message.TrimEnd('.')}"),
        HttpRequestError.ResponseEnded => BrokenOff(),
        _ => DownloadFailure.Passing($"sent an invalid answer: {failure.Message.TrimEnd('.')}"),
    };
}
