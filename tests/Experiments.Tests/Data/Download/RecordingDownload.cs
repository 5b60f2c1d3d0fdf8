namespace Experiments.Tests.Data.Download;

internal sealed class RecordingDownload : IDownloadObserver
{
    public List<string> Troubles { get; } = [];

    public List<long> Starts { get; } = [];

    public long Latest { get; private set; }

    public List<string> Paths { get; } = [];

    public Action<long> OnReceived { get; set; } = _ => { };

    public void Started(RemoteFile file, Uri address, long received) => Starts.Add(received);

    public void Received(RemoteFile file, long received)
    {
        Assert.InRange(received, 1, file.Size);
        Latest = received;
        OnReceived(received);
    }

    public void Finished(RemoteFile file, string path) => Paths.Add(path);

    public void Trouble(string sentence) => Troubles.Add(sentence);
}
