using System.Net.Http.Headers;
using System.Net;

namespace Experiments.Data.Download;

/// <summary>Requests a file or its missing bytes. The class follows redirects without .NET's automatic redirects, because .NET does not
/// report their targets.</summary>
internal static class HttpRequests
{
    /// <summary>Creates a client without automatic redirects, without decompression and without time limits. The system checks TLS
    /// certificates.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(15) };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("experiments", "0.1"));
        return client;
    }

    /// <summary>Returns the first response that is not a redirect. The body of the response has not been read.</summary>
    /// <param name="from">First byte to request.</param>
    /// <param name="etag">ETag of the received part. If the file on the server has changed, the whole file is requested.</param>
    /// <exception cref="DownloadFailure">A redirect is invalid or leads to an address without TLS, or there are too many
    /// redirects.</exception>
    public static async Task<HttpResponseMessage> GetAsync(HttpClient client, Uri address, long from, string? etag, int redirects,
        CancellationToken cancellation)
    {
        for (var hop = 0; hop <= redirects; hop++)
        {
            using var request = Create(address, from, etag);
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return answer;
            using (answer)
                address = Next(address, answer.Headers.Location);
        }

        throw DownloadFailure.Lasting($"redirects more than {redirects} times");
    }

    private static HttpRequestMessage Create(Uri address, long from, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        if (from > 0 && etag is not null)
            request.Headers.IfRange = new RangeConditionHeaderValue(etag);
        return request;
    }

    private static Uri Next(Uri address, Uri? location)
    {
        var next = location is null ? throw DownloadFailure.Lasting("redirects without a target") : new Uri(address, location);
        if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp)
            throw DownloadFailure.Lasting($"redirects to {next}, which is not a web address");
        if (address.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
            throw DownloadFailure.Lasting($"redirects from https to {next}, which is not secure");
        return next;
    }
}
