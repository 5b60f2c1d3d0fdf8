using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Experiments.Tests.Data.Download;

/// <summary>Redirects that a download follows or rejects, and certificates that it rejects.</summary>
public sealed class DownloadRedirectTests : DownloaderCases
{
    [Fact]
    public void A_redirect_is_followed_and_the_range_with_it()
    {
        using var server = new FaultyServer(
            asked => asked.Path == "/file.gz" ? Answer.Of(302, [], "Location: /there", Answer.Length(0)) : Answer.Right(asked, Bytes));
        Folder.Write("file.gz.part", Bytes[..Part]);
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", Part, null), new Asked("/there", Part, null)], server.Requests);
    }

    [Fact]
    public void A_redirect_loop_is_refused()
    {
        using var server = new FaultyServer(_ => Answer.Of(301, [], "Location: /file.gz", Answer.Length(0)));
        AssertRefused($"{server.Address()} redirects more than 5 times", server.Address());
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://example.org/file.gz", "redirects to ftp://example.org/file.gz, which is not a web address")]
    [InlineData("file:///etc/passwd", "redirects to file:///etc/passwd, which is not a web address")]
    [InlineData(null, "redirects without a target")]
    public void A_redirect_to_nowhere_is_refused(string? location, string words)
    {
        using var server = new FaultyServer(
            _ => Answer.Of(307, [], location is null ? "X-Nothing: here" : $"Location: {location}", Answer.Length(0)));
        AssertRefused($"{server.Address()} {words}", server.Address());
    }

    [Fact]
    public void A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SelfSigned();
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes), certificate);
        var message = Assert.Throws<MissingException>(() => Fetch(server.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {server.Address()} failed to make a secure connection: ", message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(server.Requests);
        Assert.Empty(Directory.GetFiles(Folder.Path));
    }

    [Fact]
    public void A_redirect_away_from_TLS_is_refused()
    {
        using var open = new FaultyServer(asked => Answer.Right(asked, Bytes));
        using var certificate = SelfSigned();
        using var secure = new FaultyServer(_ => Answer.Of(302, [], $"Location: {open.Address()}", Answer.Length(0)), certificate);
        using var trusting = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false,
                SslOptions = { RemoteCertificateValidationCallback = (_, given, _,
                    _) => given!.GetCertHashString() == certificate.GetCertHashString() } });
        var failure = Assert.Throws<DownloadFailure>(
            () => HttpRequests.GetAsync(trusting, secure.Address(), 0, null, 5, CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal($"redirects from https to {open.Address()}, which is not secure", failure.Message);
        Assert.True(failure.IsLasting);
        Assert.Empty(open.Requests);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
