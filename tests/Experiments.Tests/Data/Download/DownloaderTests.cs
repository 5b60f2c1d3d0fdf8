using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Experiments.Configuration;
using Experiments.Data.Download;

namespace Experiments.Tests.Data.Download;

/// <summary>The fault table: what servers, disks and users do to a download. Each row is survived, or refused with one sentence.</summary>
public sealed class DownloaderTests : IDisposable
{
    private const int Size = 300_000;
    private const int Part = 100_000;

    private static readonly byte[] Bytes = RandomBytes(1);
    private static readonly byte[] Others = RandomBytes(2);

    private static readonly DownloadLimits Quick = new() { Stall = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(1), Tries = 3 };

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingDownload _observer = new();

    public void Dispose() => _folder.Dispose();

    private string Target => _folder.File("file.gz");

    private static byte[] RandomBytes(int seed)
    {
        var bytes = new byte[Size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static RemoteFile FileAt(params Uri[] mirrors) => new("file.gz", Size, Md5Of.Bytes(Bytes), mirrors);

    private string Fetch(params Uri[] mirrors) => Fetch(Quick, CancellationToken.None, mirrors);

    private string Fetch(DownloadLimits limits, CancellationToken cancellation, params Uri[] mirrors)
    {
        using var downloader = new Downloader(limits, _observer);
        return downloader.FetchAsync(FileAt(mirrors), _folder.Path, cancellation).GetAwaiter().GetResult();
    }

    private void AssertWhole()
    {
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal(["file.gz"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Equal([Target], _observer.Paths);
    }

    private void AssertRefused(string sentence, params Uri[] mirrors)
    {
        Assert.Equal($"file.gz can't be fetched: {sentence}.", Assert.Throws<MissingException>(() => Fetch(mirrors)).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_right_server_gives_the_file_at_the_first_asking()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Assert.Equal(Target, Fetch(server.Address()));
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null)], server.Requests);
        Assert.Equal(Size, _observer.Latest);
        Assert.Empty(_observer.Troubles);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"v1\"")]
    public void A_transfer_that_breaks_off_goes_on_where_it_was(string? etag)
    {
        using var server = new FaultyServer(asked => asked.From is null ? Answer.Right(asked, Bytes, etag).Only(Part) : Answer.Right(asked, Bytes, etag));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null), new Asked("/file.gz", Part, etag)], server.Requests);
        Assert.Equal([$"{server.Address()} broke off after {Part} of {Size} bytes; trying again in 0 s."], _observer.Troubles);
    }

    [Fact]
    public void A_server_that_always_breaks_off_is_left_for_the_next_which_goes_on()
    {
        using var broken = new FaultyServer(asked => Answer.Right(asked, Bytes).Only(Part / 10));
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(broken.Address(), right.Address());
        AssertWhole();
        Assert.Equal(3, broken.Requests.Count);
        Assert.Equal(3 * Part / 10, Assert.Single(right.Requests).From);
    }

    [Fact]
    public void A_server_that_falls_silent_is_left_for_the_next()
    {
        using var silent = new FaultyServer(asked => Answer.Right(asked, Bytes).Only(Part, stalls: true));
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(silent.Address(), right.Address());
        AssertWhole();
        Assert.Equal([$"{silent.Address()} sent nothing for 1 s."], _observer.Troubles);
        Assert.Equal(Part, Assert.Single(right.Requests).From);
    }

    [Fact]
    public void A_server_that_never_answers_is_refused()
    {
        using var silent = new FaultyServer(_ => new Answer("", [], Stalls: true));
        AssertRefused($"{silent.Address()} sent nothing for 1 s", silent.Address());
    }

    [Fact]
    public void A_server_that_drips_for_too_long_is_refused()
    {
        using var silent = new FaultyServer(asked => Answer.Right(asked, Bytes).Only(Part, stalls: true));
        var limits = Quick with { Stall = TimeSpan.FromMinutes(1), Total = TimeSpan.FromSeconds(0.6) };
        Assert.Equal($"file.gz can't be fetched: {silent.Address()} took longer than 0.01 minutes.", Assert.Throws<MissingException>(() => Fetch(limits, CancellationToken.None, silent.Address())).Message);
    }

    [Theory]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    public void A_server_that_promises_another_length_is_refused(int length)
    {
        using var server = new FaultyServer(_ => Answer.Of(200, Bytes[..Part], Answer.Length(length)));
        AssertRefused($"{server.Address()} promises {length} bytes where the file has {Size}", server.Address());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_server_that_sends_too_much_without_saying_how_much_is_refused()
    {
        using var server = new FaultyServer(_ => Answer.Of(200, [.. Bytes, .. Others]));
        AssertRefused($"{server.Address()} sends more than the {Size} bytes that the file has", server.Address());
    }

    [Fact]
    public void A_server_that_sends_too_little_without_saying_how_much_is_asked_for_the_rest()
    {
        using var server = new FaultyServer(asked => asked.From is null ? Answer.Of(200, Bytes[..Part]) : Answer.Right(asked, Bytes));
        Fetch(server.Address());
        AssertWhole();
    }

    [Fact]
    public void Wrong_bytes_are_refused_and_not_left_and_the_next_server_is_asked_for_all_of_them()
    {
        using var wrong = new FaultyServer(asked => Answer.Right(asked, Others));
        var (other, own) = (Md5Of.Bytes(Others), Md5Of.Bytes(Bytes));
        AssertRefused($"{wrong.Address()} gives other bytes than the file's: their MD5 is {other} and should be {own}", wrong.Address());
        Assert.Single(wrong.Requests);
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(wrong.Address(), right.Address());
        AssertWhole();
        Assert.Null(Assert.Single(right.Requests).From);
    }

    [Fact]
    public void A_redirect_is_followed_and_the_range_with_it()
    {
        using var server = new FaultyServer(asked => asked.Path == "/file.gz" ? Answer.Of(302, [], "Location: /there", Answer.Length(0)) : Answer.Right(asked, Bytes));
        _folder.Write("file.gz.part", Bytes[..Part]);
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
    [InlineData("ftp://example.org/file.gz", "redirects to ftp://example.org/file.gz, which is no web address")]
    [InlineData("file:///etc/passwd", "redirects to file:///etc/passwd, which is no web address")]
    [InlineData(null, "redirects without saying where")]
    public void A_redirect_to_nowhere_is_refused(string? location, string words)
    {
        using var server = new FaultyServer(_ => Answer.Of(307, [], location is null ? "X-Nothing: here" : $"Location: {location}", Answer.Length(0)));
        AssertRefused($"{server.Address()} {words}", server.Address());
    }

    [Theory]
    [InlineData(404, "404 Not Found")]
    [InlineData(403, "403 Forbidden")]
    public void A_server_without_the_file_is_asked_once(int status, string words)
    {
        using var server = new FaultyServer(_ => Answer.Of(status, [], Answer.Length(0)) is var answer ? answer with { Head = answer.Head.Replace("NotFound", "Not Found", StringComparison.Ordinal) } : null!);
        AssertRefused($"{server.Address()} answers {words}", server.Address());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public void A_server_in_trouble_is_asked_again(int status)
    {
        var asked = 0;
        using var server = new FaultyServer(request => asked++ < 2 ? Answer.Of(status, [], Answer.Length(0)) : Answer.Right(request, Bytes));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal(2, _observer.Troubles.Count);
    }

    [Fact]
    public void A_server_that_asks_to_wait_is_left_alone_for_so_long()
    {
        var asked = 0;
        using var server = new FaultyServer(request => asked++ == 0 ? Answer.Of(503, [], "Retry-After: 1", Answer.Length(0)) : Answer.Right(request, Bytes));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Fetch(server.Address());
        AssertWhole();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 20);
        Assert.EndsWith("trying again in 1 s.", Assert.Single(_observer.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_asks_to_wait_for_an_hour_is_left_for_the_next()
    {
        using var busy = new FaultyServer(_ => Answer.Of(503, [], "Retry-After: 3600", Answer.Length(0)));
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(busy.Address(), right.Address());
        AssertWhole();
        Assert.Single(busy.Requests);
    }

    [Fact]
    public void A_server_that_can_not_go_on_gives_the_whole_file()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked with { From = null }, Bytes));
        _folder.Write("file.gz.part", Bytes[..Part]);
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal(Part, Assert.Single(server.Requests).From);
    }

    [Fact]
    public void A_file_that_has_changed_between_two_parts_is_fetched_as_a_whole()
    {
        var asked = 0;
        using var server = new FaultyServer(request => asked++ == 0 ? Answer.Right(request, Others, "\"old\"").Only(Part) : Answer.Right(request, Bytes, "\"new\""));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null), new Asked("/file.gz", Part, "\"old\"")], server.Requests);
    }

    [Fact]
    public void A_server_that_heeds_no_condition_and_has_changed_the_file_is_asked_for_the_whole()
    {
        var asked = 0;
        using var server = new FaultyServer(request => asked++ == 0 ? Answer.Right(request, Others, "\"old\"").Only(Part) : Answer.Right(request with { IfRange = null }, Bytes, "\"new\""));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([null, Part, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_part_of_another_file_is_found_out_by_the_checksum_and_fetched_again()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        _folder.Write("file.gz.part", Others[..Part]);
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([Part, null], server.Requests.Select(request => request.From));
    }

    [Theory]
    [InlineData(206, 7)]
    [InlineData(206, null)]
    [InlineData(416, null)]
    public void An_answer_that_does_not_follow_the_part_starts_it_anew(int status, int? from)
    {
        using var server = new FaultyServer(asked => asked.From is null ? Answer.Right(asked, Bytes) : Answer.Of(status, Bytes[..(Size - Part)], from is { } start ? Answer.Range(start, Size) : "X-No: range", Answer.Length(Size - Part)));
        _folder.Write("file.gz.part", Bytes[..Part]);
        Fetch(server.Address());
        AssertWhole();
    }

    [Fact]
    public void A_part_that_is_too_long_is_dropped_and_a_whole_one_needs_no_server()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        _folder.Write("file.gz.part", [.. Bytes, 1]);
        Fetch(server.Address());
        AssertWhole();
        File.Move(Target, Target + ".part");
        Fetch(server.Address());
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_file_that_is_here_is_not_fetched_again()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        _folder.Write("file.gz", Bytes);
        Assert.Equal(Target, Fetch(server.Address()));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Another_file_of_the_same_name_is_left_alone_and_said()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        _folder.Write("file.gz", Others);
        Assert.StartsWith($"'{Target}' is there, and is not the file that its name says", Assert.Throws<InputException>(() => Fetch(server.Address())).Message, StringComparison.Ordinal);
        Assert.Equal(Others, File.ReadAllBytes(Target));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void An_interruption_leaves_a_part_with_which_the_next_fetch_goes_on()
    {
        using var server = new FaultyServer(asked => asked.From is null ? Answer.Right(asked, Bytes).Only(Part, stalls: true) : Answer.Right(asked, Bytes));
        using var stop = new CancellationTokenSource();
        _observer.OnReceived = received =>
        {
            if (received == Part)
                stop.Cancel();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Fetch(Quick, stop.Token, server.Address()));
        Assert.Equal(["file.gz.part", "file.gz.part.origin"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(Bytes[..Part], File.ReadAllBytes(Target + ".part"));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([null, Part], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_full_disk_is_one_sentence_and_what_fitted_stays()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        using var downloader = new Downloader(Quick, _observer) { OpenPart = path => new FullDisk(PartFile.OpenAlone(path), Part) };
        var error = Assert.Throws<InputException>(() => downloader.FetchAsync(FileAt(server.Address()), _folder.Path, CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal($"'{Target}' can't be written: No space left on device.", error.Message);
        Assert.Equal(Bytes[..Part], File.ReadAllBytes(Target + ".part"));
        Fetch(server.Address());
        AssertWhole();
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_one_sentence()
    {
        using var downloader = new Downloader(Quick, _observer);
        var inside = _folder.Write("file", "no folder");
        var error = Assert.Throws<InputException>(() => downloader.FetchAsync(FileAt(), inside, CancellationToken.None).GetAwaiter().GetResult());
        Assert.StartsWith($"'{Path.Combine(inside, "file.gz")}' can't be written: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named_and_so_is_every_other_one()
    {
        Uri nobody;
        using (var closed = new FaultyServer(asked => Answer.Right(asked, Bytes)))
            nobody = closed.Address();
        using var empty = new FaultyServer(_ => Answer.Of(410, [], Answer.Length(0)));
        var message = Assert.Throws<MissingException>(() => Fetch(nobody, empty.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {nobody} can't be reached: ", message, StringComparison.Ordinal);
        Assert.EndsWith($"; {empty.Address()} answers 410 Gone.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SelfSigned();
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes), certificate);
        var message = Assert.Throws<MissingException>(() => Fetch(server.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {server.Address()} offers no secure connection: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(server.Requests);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_redirect_away_from_TLS_is_refused()
    {
        using var open = new FaultyServer(asked => Answer.Right(asked, Bytes));
        using var certificate = SelfSigned();
        using var secure = new FaultyServer(_ => Answer.Of(302, [], $"Location: {open.Address()}", Answer.Length(0)), certificate);
        using var trusting = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, given, _, _) => given!.GetCertHashString() == certificate.GetCertHashString() } });
        var failure = Assert.Throws<DownloadFailure>(() => HttpRequests.GetAsync(trusting, secure.Address(), 0, null, 5, CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal($"redirects from https to {open.Address()}, where anybody on the way could change the file", failure.Message);
        Assert.True(failure.IsLasting);
        Assert.Empty(open.Requests);
    }

    [Fact]
    public void Rubbish_instead_of_an_answer_is_refused_with_one_sentence()
    {
        using var server = new FaultyServer(_ => new Answer("SSH-2.0-nothing\r\n\r\n", []));
        var message = Assert.Throws<MissingException>(() => Fetch(server.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {server.Address()} ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
