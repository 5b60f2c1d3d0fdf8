namespace Experiments.Data.Download;

/// <summary>Shows a download; all calls come one after the other.</summary>
public interface IDownloadObserver
{
    /// <summary>A server is asked for a file, of which <paramref name="received"/> bytes are here already.</summary>
    void Started(RemoteFile file, Uri address, long received);

    /// <summary>So many bytes of the file are here.</summary>
    void Received(RemoteFile file, long received);

    /// <summary>The file is here, whole and right.</summary>
    void Finished(RemoteFile file, string path);

    /// <summary>What went wrong or is waited for, a sentence; the download goes on.</summary>
    void Trouble(string sentence);
}
