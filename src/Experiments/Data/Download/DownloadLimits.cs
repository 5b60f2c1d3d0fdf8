namespace Experiments.Data.Download;

/// <summary>Time limits and number of attempts of a download.</summary>
public sealed record DownloadLimits
{
    /// <summary>Maximum time without receiving a byte.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum time for one response, even if bytes keep arriving.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Maximum time to wait for another process that downloads into the same folder.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Maximum number of requests to one server for one file.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>Waiting time before the second request. The time doubles before each further request.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum waiting time that a server may ask for (<c>Retry-After</c>). If a server asks for more, the next server is
    /// used.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum number of redirects for one request.</summary>
    public int Redirects { get; init; } = 5;
}
