namespace Experiments.Tests.Data.Download;

/// <summary>Server faults during a download. The download continues, or fails with one sentence.</summary>
public sealed class DownloaderTests : DownloaderCases
{
    [Fact]
    public void A_right_server_gives_the_file_at_the_first_asking()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Assert.Equal(Target, Fetch(server.Address()));
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null)], server.Requests);
        Assert.Equal(Size, Observer.Latest);
        Assert.Empty(Observer.Troubles);
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
    public void What_the_last_server_says_is_said_once_by_the_failure()
    {
        using var first = new FaultyServer(_ => Answer.Of(404, [], Answer.Length(0)));
        using var last = new FaultyServer(_ => Answer.Of(403, [], Answer.Length(0)));
        AssertRefused($"{first.Address()} answered 404 NotFound; {last.Address()} answered 403 Forbidden", first.Address(), last.Address());
        Assert.Equal([$"{first.Address()} answered 404 NotFound."], Observer.Troubles);
    }

    [Fact]
    public void A_server_that_falls_silent_is_left_for_the_next()
    {
        using var silent = new FaultyServer(asked => Answer.Right(asked, Bytes).Only(Part, stalls: true));
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(silent.Address(), right.Address());
        AssertWhole();
        Assert.Equal([$"{silent.Address()} sent nothing for 1 s."], Observer.Troubles);
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
        Assert.Equal($"file.gz can't be fetched: {silent.Address()} took longer than 0.01 minutes.",
            Assert.Throws<MissingException>(() => Fetch(limits, CancellationToken.None, silent.Address())).Message);
    }

    [Theory]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    public void A_server_that_promises_another_length_is_refused(int length)
    {
        using var server = new FaultyServer(_ => Answer.Of(200, Bytes[..Part], Answer.Length(length)));
        AssertRefused($"{server.Address()} announced {length} bytes, but the file has {Size}", server.Address());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_server_that_sends_too_much_without_saying_how_much_is_refused()
    {
        using var server = new FaultyServer(_ => Answer.Of(200, [.. Bytes, .. Others]));
        AssertRefused($"{server.Address()} sent more than {Size} bytes, the size of the file", server.Address());
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
        AssertRefused($"{wrong.Address()} sent a wrong file: its MD5 is {other}, but {own} is expected", wrong.Address());
        Assert.Single(wrong.Requests);
        using var right = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Fetch(wrong.Address(), right.Address());
        AssertWhole();
        Assert.Null(Assert.Single(right.Requests).From);
    }

    [Theory]
    [InlineData(404, "404 Not Found")]
    [InlineData(403, "403 Forbidden")]
    public void A_server_without_the_file_is_asked_once(int status, string words)
    {
        using var server = new FaultyServer(_ => Answer.Of(status, [], Answer.Length(0)) is var answer
            ? answer with { Head = answer.Head.Replace("NotFound", "Not Found", StringComparison.Ordinal) }
            : null!);
        AssertRefused($"{server.Address()} answered {words}", server.Address());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public void A_server_in_trouble_is_asked_again(int status)
    {
        var asked = 0;
        using var server = new FaultyServer(
            request => asked++ < 2 ? Answer.Of(status, [], Answer.Length(0)) : Answer.Right(request, Bytes));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal(2, Observer.Troubles.Count);
    }

    [Fact]
    public void A_server_that_asks_to_wait_is_left_alone_for_so_long()
    {
        var asked = 0;
        using var server = new FaultyServer(
            request => asked++ == 0 ? Answer.Of(503, [], "Retry-After: 1", Answer.Length(0)) : Answer.Right(request, Bytes));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Fetch(server.Address());
        AssertWhole();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 20);
        Assert.EndsWith("trying again in 1 s.", Assert.Single(Observer.Troubles), StringComparison.Ordinal);
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
    public void A_server_that_is_not_there_is_named_and_so_is_every_other_one()
    {
        Uri nobody;
        using (var closed = new FaultyServer(asked => Answer.Right(asked, Bytes)))
            nobody = closed.Address();
        using var empty = new FaultyServer(_ => Answer.Of(410, [], Answer.Length(0)));
        var message = Assert.Throws<MissingException>(() => Fetch(nobody, empty.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {nobody} can't be reached: ", message, StringComparison.Ordinal);
        Assert.EndsWith($"; {empty.Address()} answered 410 Gone.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Rubbish_instead_of_an_answer_is_refused_with_one_sentence()
    {
        using var server = new FaultyServer(_ => new Answer("SSH-2.0-nothing\r\n\r\n", []));
        var message = Assert.Throws<MissingException>(() => Fetch(server.Address())).Message;
        Assert.StartsWith($"file.gz can't be fetched: {server.Address()} ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
