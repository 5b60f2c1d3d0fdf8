namespace Experiments.Data.Download;

/// <summary>Time limits and numbers of tries of a download.</summary>
public sealed record DownloadLimits
{
    /// <summary>Longest time without a byte.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one answer, however steadily it arrives.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Longest wait for another process that fetches into the same folder.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often one server is asked for one file.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>Wait before the second try; it doubles with each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait that a server may ask for (<c>Retry-After</c>); beyond it the next server is asked.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most redirects followed for one answer.</summary>
    public int Redirects { get; init; } = 5;
}
