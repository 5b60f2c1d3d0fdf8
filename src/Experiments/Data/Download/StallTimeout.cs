namespace Experiments.Data.Download;

/// <summary>Cancels a request if no byte arrives for some time, or if the request takes too long in total.</summary>
internal sealed class StallTimeout : IDisposable
{
    private readonly DownloadLimits _limits;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _stall;

    public StallTimeout(DownloadLimits limits, CancellationToken cancellation)
    {
        _limits = limits;
        _total = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _total.CancelAfter(limits.Total);
        _stall = CancellationTokenSource.CreateLinkedTokenSource(_total.Token);
        Restart();
    }

    /// <summary>Token that is cancelled when a limit is reached or the user cancels.</summary>
    public CancellationToken Token => _stall.Token;

    /// <summary>End of a sentence that says which limit was reached; valid after <see cref="Token"/> is cancelled.</summary>
    public string Reason => _total.IsCancellationRequested
        ? FormattableString.Invariant($"took longer than {_limits.Total.TotalMinutes:0.##} minutes")
        : FormattableString.Invariant($"sent nothing for {_limits.Stall.TotalSeconds:0.##} s");

    /// <summary>Restarts the wait for the next byte.</summary>
    public void Restart() => _stall.CancelAfter(_limits.Stall);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stall.Dispose();
        _total.Dispose();
    }
}
