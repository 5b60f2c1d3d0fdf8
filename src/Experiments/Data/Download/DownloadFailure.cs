namespace Experiments.Data.Download;

/// <summary>Reason why one try with one server failed. Its message ends a sentence that begins with the address.</summary>
internal sealed class DownloadFailure(string message, bool isLasting, TimeSpan? pause = null) : Exception(message)
{
    /// <summary>Whether it is pointless to ask the same server again.</summary>
    public bool IsLasting { get; } = isLasting;

    /// <summary>How long the server asks to wait; null if it doesn't say.</summary>
    public TimeSpan? Pause { get; } = pause;

    /// <summary>A failure after which the same server may be asked again.</summary>
    public static DownloadFailure Passing(string message, TimeSpan? pause = null) => new(message, isLasting: false, pause);

    /// <summary>A failure after which another server has to be asked.</summary>
    public static DownloadFailure Lasting(string message) => new(message, isLasting: true);
}
