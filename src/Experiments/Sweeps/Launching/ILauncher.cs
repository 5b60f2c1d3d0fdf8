namespace Experiments.Sweeps.Launching;

/// <summary>Gets cells run: by processes on this machine, or by a batch system.</summary>
public interface ILauncher
{
    /// <summary>Runs cells, each once; one that fails is recorded and the others go on. Those that another process has, or that wait in a queue already, are left there.</summary>
    /// <param name="cells">The cells that are to be run.</param>
    /// <param name="isAnew">Whether a cell begins at its first step whatever there is of it.</param>
    /// <param name="observer">Shows the sweep.</param>
    /// <param name="cancellation">Ends the call. What becomes of cells that run elsewhere is for <see cref="SweepView"/> to see.</param>
    /// <returns>Where cells go on without this process, in words; null where each is over or was stopped.</returns>
    string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer, CancellationToken cancellation);
}
