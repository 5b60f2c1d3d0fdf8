namespace Experiments.Tests.Data.Download;

/// <summary>Downloads onto a disk with existing files (a partial file, the file itself, another file), and onto a full disk.</summary>
public sealed class DownloadPartTests : DownloaderCases
{
    [Theory]
    [InlineData(null)]
    [InlineData("\"v1\"")]
    public void A_transfer_that_breaks_off_goes_on_where_it_was(string? etag)
    {
        using var server = new FaultyServer(
            asked => asked.From is null ? Answer.Right(asked, Bytes, etag).Only(Part) : Answer.Right(asked, Bytes, etag));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null), new Asked("/file.gz", Part, etag)], server.Requests);
        Assert.Equal([$"{server.Address()} ended the connection after {Part} of {Size} bytes; trying again in 0 s."], Observer.Troubles);
    }

    [Fact]
    public void A_server_that_can_not_go_on_gives_the_whole_file()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked with { From = null }, Bytes));
        Folder.Write("file.gz.part", Bytes[..Part]);
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal(Part, Assert.Single(server.Requests).From);
    }

    [Fact]
    public void A_file_that_has_changed_between_two_parts_is_fetched_as_a_whole()
    {
        var asked = 0;
        using var server = new FaultyServer(
            request => asked++ == 0 ? Answer.Right(request, Others, "\"old\"").Only(Part) : Answer.Right(request, Bytes, "\"new\""));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([new Asked("/file.gz", null, null), new Asked("/file.gz", Part, "\"old\"")], server.Requests);
    }

    [Fact]
    public void A_server_that_heeds_no_condition_and_has_changed_the_file_is_asked_for_the_whole()
    {
        var asked = 0;
        using var server = new FaultyServer(request => asked++ == 0
            ? Answer.Right(request, Others, "\"old\"").Only(Part)
            : Answer.Right(request with { IfRange = null }, Bytes, "\"new\""));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([null, Part, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_part_of_another_file_is_found_out_by_the_checksum_and_fetched_again()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Folder.Write("file.gz.part", Others[..Part]);
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
        using var server = new FaultyServer(
            asked => asked.From is null ? Answer.Right(asked, Bytes) : Answer.Of(status, Bytes[..(Size - Part)],
                from is { } start ? Answer.Range(start, Size) : "X-No: range", Answer.Length(Size - Part)));
        Folder.Write("file.gz.part", Bytes[..Part]);
        Fetch(server.Address());
        AssertWhole();
    }

    [Fact]
    public void A_part_that_is_too_long_is_dropped_and_a_whole_one_needs_no_server()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Folder.Write("file.gz.part", [.. Bytes, 1]);
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
        Folder.Write("file.gz", Bytes);
        Assert.Equal(Target, Fetch(server.Address()));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Another_file_of_the_same_name_is_left_alone_and_said()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        Folder.Write("file.gz", Others);
        Assert.StartsWith($"'{Target}' exists but is a different file",
            Assert.Throws<InputException>(() => Fetch(server.Address())).Message, StringComparison.Ordinal);
        Assert.Equal(Others, File.ReadAllBytes(Target));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void An_interruption_leaves_a_part_with_which_the_next_fetch_goes_on()
    {
        using var server = new FaultyServer(
            asked => asked.From is null ? Answer.Right(asked, Bytes).Only(Part, stalls: true) : Answer.Right(asked, Bytes));
        using var stop = new CancellationTokenSource();
        Observer.OnReceived = received =>
        {
            if (received == Part)
                stop.Cancel();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Fetch(Quick, stop.Token, server.Address()));
        Assert.Equal(["file.gz.part", "file.gz.part.origin"], Directory.GetFiles(Folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(Bytes[..Part], File.ReadAllBytes(Target + ".part"));
        Fetch(server.Address());
        AssertWhole();
        Assert.Equal([null, Part], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_full_disk_is_one_sentence_and_what_fitted_stays()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, Bytes));
        using var downloader = new Downloader(Quick, Observer) { OpenPart = path => new FullDisk(PartFile.OpenAlone(path), Part) };
        var error = Assert.Throws<InputException>(
            () => downloader.FetchAsync(FileAt(server.Address()), Folder.Path, CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal($"'{Target}' can't be written: No space left on device.", error.Message);
        Assert.Equal(Bytes[..Part], File.ReadAllBytes(Target + ".part"));
        Fetch(server.Address());
        AssertWhole();
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_one_sentence()
    {
        using var downloader = new Downloader(Quick, Observer);
        var inside = Folder.Write("file", "no folder");
        var error = Assert.Throws<InputException>(
            () => downloader.FetchAsync(FileAt(), inside, CancellationToken.None).GetAwaiter().GetResult());
        Assert.StartsWith($"'{Path.Combine(inside, "file.gz")}' can't be written: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
