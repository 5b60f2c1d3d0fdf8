namespace Experiments.Tests.Data.Download;

/// <summary>Provides a file of 300,000 bytes for downloads into a temporary folder, and assertions for every download.</summary>
public abstract class DownloaderCases : IDisposable
{
    private protected const int Size = 300_000;
    private protected const int Part = 100_000;

    private protected static readonly byte[] Bytes = RandomBytes(1);
    private protected static readonly byte[] Others = RandomBytes(2);

    private protected static readonly DownloadLimits Quick = new() { Stall = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(1),
        Tries = 3 };

    private protected TemporaryFolder Folder { get; } = new();
    private protected RecordingDownload Observer { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string Target => Folder.File("file.gz");

    private static byte[] RandomBytes(int seed)
    {
        var bytes = new byte[Size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected static RemoteFile FileAt(params Uri[] mirrors) => new("file.gz", Size, Md5Of.Bytes(Bytes), mirrors);

    private protected string Fetch(params Uri[] mirrors) => Fetch(Quick, CancellationToken.None, mirrors);

    private protected string Fetch(DownloadLimits limits, CancellationToken cancellation, params Uri[] mirrors)
    {
        using var downloader = new Downloader(limits, Observer);
        return downloader.FetchAsync(FileAt(mirrors), Folder.Path, cancellation).GetAwaiter().GetResult();
    }

    private protected void AssertWhole()
    {
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal(["file.gz"], Directory.GetFiles(Folder.Path).Select(Path.GetFileName));
        Assert.Equal([Target], Observer.Paths);
    }

    private protected void AssertRefused(string sentence, params Uri[] mirrors)
    {
        Assert.Equal($"file.gz can't be fetched: {sentence}.", Assert.Throws<MissingException>(() => Fetch(mirrors)).Message);
        Assert.Empty(Directory.GetFiles(Folder.Path));
    }
}
