using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Experiments.Tests.Data.Download;

internal sealed record Asked(string Path, long? From, string? IfRange);

/// <summary>A web server on the loopback interface that sends exactly the bytes that a test chooses. Each request has its own
/// connection.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Asked, Answer> _answers;
    private readonly X509Certificate2? _certificate;

    public FaultyServer(Func<Asked, Answer> answers, X509Certificate2? certificate = null)
    {
        (_answers, _certificate) = (answers, certificate);
        _listener.Start();
        Task.Run(ServeAsync);
    }

    /// <summary>All requests, in order.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Uri Address(string path = "/file.gz") =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"{(_certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}"));

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }

            var asked = await ReadAsync(stream);
            Requests.Enqueue(asked);
            var answer = _answers(asked);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Head));
            await stream.WriteAsync(answer.Body);
            await stream.FlushAsync();
            if (answer.Stalls)
                await Task.Delay(Timeout.Infinite, _end.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
        }
    }

    private static async Task<Asked> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
            text.Append((char)one[0]);
        var lines = text.ToString().Split("\r\n");
        string? Header(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
        var from = Header("Range") is { } range
            ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
            : (long?)null;
        return new Asked(lines[0].Split(' ')[1], from, Header("If-Range"));
    }
}

/// <summary>Bytes to send before the server closes the connection or stops sending.</summary>
internal sealed record Answer(string Head, byte[] Body, bool Stalls = false)
{
    public static Answer Of(int status, byte[] body, params string[] headers) =>
        new(string.Concat(headers.Prepend(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}"))
            .Append("Connection: close").Select(line => line + "\r\n")) + "\r\n", body);

    /// <summary>Returns the response of a correct server: the whole file, or the requested last part of the file.</summary>
    public static Answer Right(Asked asked, byte[] file, string? etag = null)
    {
        string[] tags = etag is null ? [] : [$"ETag: {etag}"];
        var rest = asked.From is { } from && (asked.IfRange is null || asked.IfRange == etag) ? file[(int)from..] : null;
        return rest is null
            ? Of(200, file, [Length(file.Length), .. tags])
            : Of(206, rest, [Length(rest.Length), Range(asked.From!.Value, file.Length), .. tags]);
    }

    public static string Length(long length) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}");

    public static string Range(long from, long length) =>
        string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{length - 1}/{length}");

    /// <summary>Returns the same header with only the first bytes of the body.</summary>
    public Answer Only(int bytes, bool stalls = false) => this with { Body = Body[..bytes], Stalls = stalls };
}
