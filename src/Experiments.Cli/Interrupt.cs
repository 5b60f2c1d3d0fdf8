namespace Experiments.Cli;

/// <summary>Turns the first signal (Ctrl-C, a batch system's SIGTERM, a closed terminal) into a request to stop after the current step. A
/// second signal ends the process at once.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interrupt()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // The runtime handles the second signal, which ends the process.
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
