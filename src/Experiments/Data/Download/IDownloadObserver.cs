namespace Experiments.Data.Download;

/// <summary>Shows a download; calls come one after the other.</summary>
public interface IDownloadObserver
{
    /// <summary>A server is asked for a file, of which <paramref name="received"/> bytes are already stored.</summary>
    void Started(RemoteFile file, Uri address, long received);

    /// <summary>In total <paramref name="received"/> bytes of the file are stored.</summary>
    void Received(RemoteFile file, long received);

    /// <summary>The file is complete and correct.</summary>
    void Finished(RemoteFile file, string path);

    /// <summary>Reports a problem or a wait, in a sentence; the download continues.</summary>
    void Trouble(string sentence);
}
