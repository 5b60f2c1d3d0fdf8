namespace Experiments.Data.Download;

/// <summary>Shows the progress of a download. Calls do not overlap.</summary>
public interface IDownloadObserver
{
    /// <summary>A request for a file begins; <paramref name="received"/> bytes are already stored.</summary>
    void Started(RemoteFile file, Uri address, long received);

    /// <summary>Reports that <paramref name="received"/> bytes of the file are stored in total.</summary>
    void Received(RemoteFile file, long received);

    /// <summary>The file is complete and correct.</summary>
    void Finished(RemoteFile file, string path);

    /// <summary>Reports a problem or a waiting time in one sentence. The download continues.</summary>
    void Trouble(string sentence);
}
