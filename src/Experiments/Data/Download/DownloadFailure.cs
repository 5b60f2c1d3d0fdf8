namespace Experiments.Data.Download;

/// <summary>Why one try with one server came to nothing. Its message is the end of a sentence that begins with the address.</summary>
internal sealed class DownloadFailure(string message, bool isLasting, TimeSpan? pause = null) : Exception(message)
{
    /// <summary>Whether the same server would only say it again.</summary>
    public bool IsLasting { get; } = isLasting;

    /// <summary>How long the server asks to be left alone; null where it doesn't say.</summary>
    public TimeSpan? Pause { get; } = pause;

    /// <summary>The same server may be asked once more.</summary>
    public static DownloadFailure Passing(string message, TimeSpan? pause = null) => new(message, isLasting: false, pause);

    /// <summary>Another server has to be asked.</summary>
    public static DownloadFailure Lasting(string message) => new(message, isLasting: true);
}
