namespace Experiments.Cli;

/// <summary>Handles signals (Ctrl-C, a batch system's SIGTERM, a closed terminal). The first signal requests a stop after the current step;
/// a second signal ends the process immediately.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interrupt()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>Token that the first signal cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // The second signal is not handled here, so the runtime ends the process.
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
