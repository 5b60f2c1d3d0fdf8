namespace Experiments.Data.Download;

public sealed class SilentDownload : IDownloadObserver
{
    /// <inheritdoc/>
    public void Started(RemoteFile file, Uri address, long received)
    {
    }

    /// <inheritdoc/>
    public void Received(RemoteFile file, long received)
    {
    }

    /// <inheritdoc/>
    public void Finished(RemoteFile file, string path)
    {
    }

    /// <inheritdoc/>
    public void Trouble(string sentence)
    {
    }
}
