namespace Experiments.Data.Download;

/// <summary>Ends a try when no byte has come for a while, or when it takes too long altogether.</summary>
internal sealed class Patience : IDisposable
{
    private readonly DownloadLimits _limits;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _stall;

    /// <summary>Starts both clocks.</summary>
    public Patience(DownloadLimits limits, CancellationToken cancellation)
    {
        _limits = limits;
        _total = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _total.CancelAfter(limits.Total);
        _stall = CancellationTokenSource.CreateLinkedTokenSource(_total.Token);
        Restart();
    }

    /// <summary>Cancelled when either clock has run down, or by the user.</summary>
    public CancellationToken Token => _stall.Token;

    /// <summary>What to say once <see cref="Token"/> is cancelled.</summary>
    public string Reason => _total.IsCancellationRequested
        ? FormattableString.Invariant($"took longer than {_limits.Total.TotalMinutes:0.##} minutes")
        : FormattableString.Invariant($"sent nothing for {_limits.Stall.TotalSeconds:0.##} s");

    /// <summary>A byte has come.</summary>
    public void Restart() => _stall.CancelAfter(_limits.Stall);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stall.Dispose();
        _total.Dispose();
    }
}
