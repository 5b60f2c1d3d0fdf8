namespace Experiments.Data.Download;

/// <summary>How long a server is waited for, and how often it is asked.</summary>
public sealed record DownloadLimits
{
    /// <summary>Longest time without a byte.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one answer, however steadily it drips.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Longest time that another process, which fetches into the same folder, is waited for.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often one server is asked for one file.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>Time before the second try; it doubles with each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a server may ask to be left alone (<c>Retry-After</c>) before the next one is asked instead.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most redirects that are followed for one answer.</summary>
    public int Redirects { get; init; } = 5;
}
