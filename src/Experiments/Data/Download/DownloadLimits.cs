namespace Experiments.Data.Download;

/// <summary>Time limits and number of attempts of a download.</summary>
public sealed record DownloadLimits
{
    /// <summary>Maximum time without receiving a byte.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum time for one answer, even if bytes keep arriving.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Maximum wait for another process that fetches into the same folder.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Number of attempts with one server for one file.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>Wait before the second attempt; it doubles before each further attempt.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum wait that a server may request (<c>Retry-After</c>); if it requests a longer wait, the next server is
    /// tried.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum number of redirects for one answer.</summary>
    public int Redirects { get; init; } = 5;
}
