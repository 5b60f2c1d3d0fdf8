namespace Experiments.Data.Download;

/// <summary>Reason why one request to one server failed. The message completes a sentence that begins with the address.</summary>
internal sealed class DownloadFailure(string message, bool isLasting, TimeSpan? pause = null) : Exception(message)
{
    /// <summary>Whether another request to the same server would fail too.</summary>
    public bool IsLasting { get; } = isLasting;

    /// <summary>Time that the server asks the client to wait before another request; may be null.</summary>
    public TimeSpan? Pause { get; } = pause;

    /// <summary>Creates a failure after which the same server may be tried again.</summary>
    public static DownloadFailure Passing(string message, TimeSpan? pause = null) => new(message, isLasting: false, pause);

    /// <summary>Creates a failure after which another server must be tried.</summary>
    public static DownloadFailure Lasting(string message) => new(message, isLasting: true);
}
