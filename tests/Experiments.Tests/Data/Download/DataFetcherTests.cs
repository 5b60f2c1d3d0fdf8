namespace Experiments.Tests.Data.Download;

public sealed class DataFetcherTests : IDisposable
{
    private static readonly byte[] Archive = TemporaryFolder.Gzip(Tar.Of(Tar.File("toy-bin/a.bin", [1, 2, 3])));

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingDownload _observer = new();

    public void Dispose() => _folder.Dispose();

    private static RemoteFile Remote(FaultyServer server, string name, byte[] bytes) =>
        new(name, bytes.Length, Md5Of.Bytes(bytes), [server.Address("/" + name)]);

    private static RemoteDataSet Files(FaultyServer server) =>
        new("toy", "toy", [Remote(server, "one", [1]), Remote(server, "two", [2, 2])], "MIT", new Uri("https://example.org"));

    private static RemoteDataSet Packed(FaultyServer server) =>
        new("toy", "toy-bin", [Remote(server, "toy.tar.gz", Archive)], "MIT", new Uri("https://example.org"),
            new ArchiveContents("toy-bin", ["a.bin"], 4, 1000));

    private static FaultyServer Server() => new(asked => Answer.Right(asked, asked.Path switch
    {
        "/one" or "/toy/one" => [1],
        "/two" or "/toy/two" => [2, 2],
        _ => Archive,
    }));

    private string Fetch(RemoteDataSet set, IDownloadObserver? observer = null)
    {
        using var fetcher = new DataFetcher(new DownloadLimits { Tries = 1 }, observer ?? _observer);
        return fetcher.FetchAsync(set, _folder.Path, CancellationToken.None).GetAwaiter().GetResult();
    }

    [Fact]
    public void Files_come_into_the_folder_of_the_set_once()
    {
        using var server = Server();
        for (var i = 0; i < 2; i++)
            Assert.Equal(_folder.File("toy"), Fetch(Files(server)));
        Assert.Equal([1], File.ReadAllBytes(_folder.File("toy/one")));
        Assert.Equal([2, 2], File.ReadAllBytes(_folder.File("toy/two")));
        Assert.Equal(["/one", "/two"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_fetch_that_gets_nothing_leaves_no_folder_and_one_that_gets_something_does()
    {
        using var refusing = new FaultyServer(asked => Answer.Of(404, [], Answer.Length(0)));
        Assert.Throws<MissingException>(() => Fetch(Files(refusing)));
        Assert.False(Directory.Exists(_folder.File("toy")));

        using var half = new FaultyServer(asked => asked.Path == "/one" ? Answer.Right(asked, [1]) : Answer.Of(404, [], Answer.Length(0)));
        Assert.Throws<MissingException>(() => Fetch(Files(half)));
        Assert.Equal([1], File.ReadAllBytes(_folder.File("toy/one")));
    }

    [Fact]
    public void A_folder_that_is_in_the_way_can_be_told_before_anything_is_said()
    {
        using var server = Server();
        DataFetcher.CheckPlace(Packed(server), _folder.Path);
        Directory.CreateDirectory(_folder.File("toy-bin"));
        Assert.Equal($"'{_folder.File("toy-bin")}' exists but lacks a.bin. Move the folder away and fetch again.",
            Assert.Throws<InputException>(() => DataFetcher.CheckPlace(Packed(server), _folder.Path)).Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void An_archive_comes_unpacked_once_and_is_not_kept()
    {
        using var server = Server();
        for (var i = 0; i < 2; i++)
            Assert.Equal(_folder.File("toy-bin"), Fetch(Packed(server)));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File("toy-bin/a.bin")));
        Assert.Equal([".fetch.lock", "toy-bin"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void An_archive_that_was_fetched_and_not_unpacked_is_not_fetched_again()
    {
        using var server = Server();
        _folder.Write("toy.tar.gz", Archive);
        Fetch(Packed(server));
        Assert.Empty(server.Requests);
        Assert.True(File.Exists(_folder.File("toy-bin/a.bin")));
    }

    [Fact]
    public void A_folder_in_the_way_that_lacks_a_file_is_said_before_anything_is_fetched()
    {
        using var server = Server();
        _folder.Write("toy-bin/b.bin", "mine");
        Assert.Equal($"'{_folder.File("toy-bin")}' exists but lacks a.bin. Move the folder away and fetch again.",
            Assert.Throws<InputException>(() => Fetch(Packed(server))).Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Two_that_fetch_the_same_set_take_turns_and_the_second_finds_it_there()
    {
        using var server = Server();
        var (one, other) = (new RecordingDownload(), new RecordingDownload());
        Task[] waiting;
        using (await FetchLock.TakeAsync(_folder.Path, TimeSpan.Zero, new SilentDownload(), CancellationToken.None))
        {
            waiting = [Task.Run(() => Fetch(Files(server), one)), Task.Run(() => Fetch(Files(server), other))];
            while (one.Troubles.Count == 0 || other.Troubles.Count == 0)
                await Task.Delay(5);
            Assert.Empty(server.Requests);
            Assert.Equal([$"Another process is fetching into '{_folder.Path}'; waiting for it."], one.Troubles);
        }

        await Task.WhenAll(waiting);
        Assert.Equal(2, one.Paths.Count + other.Paths.Count);
        using (await FetchLock.TakeAsync(_folder.Path, TimeSpan.Zero, new SilentDownload(), CancellationToken.None))
            Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_turn_is_waited_for_no_longer_than_the_limit()
    {
        using var server = Server();
        using (await FetchLock.TakeAsync(_folder.Path, TimeSpan.Zero, new SilentDownload(), CancellationToken.None))
        {
            using var fetcher = new DataFetcher(new DownloadLimits { Turn = TimeSpan.FromSeconds(0.3) }, _observer);
            var error = await Assert.ThrowsAsync<MissingException>(
                () => fetcher.FetchAsync(Files(server), _folder.Path, CancellationToken.None));
            Assert.Equal($"Another process has locked '{_folder.File(".fetch.lock")}' for 0.01 minutes; fetch again when that process "
                + $"has ended.",
                error.Message);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_data_folder_that_can_not_be_made_is_one_sentence()
    {
        using var server = Server();
        using var fetcher = new DataFetcher(new DownloadLimits(), _observer);
        var inside = Path.Combine(_folder.Write("file", "no folder"), "data");
        var error = Assert.Throws<MissingException>(
            () => fetcher.FetchAsync(Files(server), inside, CancellationToken.None).GetAwaiter().GetResult());
        Assert.StartsWith($"The data folder '{inside}' can't be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_server_can_stand_for_all_others()
    {
        using var server = Server();
        var set = Files(server)
            with { Files = [.. Files(server).Files.Select(file => file with { Mirrors = [new Uri("https://example.invalid/")] })] };
        Fetch(new NetworkUse(IsOffline: false, server.Address("/")).Apply(set));
        Assert.Equal(["/toy/one", "/toy/two"], server.Requests.Select(request => request.Path));
    }
}
