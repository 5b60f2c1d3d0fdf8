namespace Experiments.Runs;

/// <summary>The files to which a run appends its measurements.</summary>
/// <param name="Metrics"><c>metrics.jsonl</c>.</param>
/// <param name="Signal"><c>signal.jsonl</c>; null if diagnostics have always been off.</param>
public sealed record Records(JsonLines Metrics, JsonLines? Signal) : IDisposable
{
    /// <summary>Creates both files, empty.</summary>
    public static Records Create(RunFolder folder, bool withSignal) =>
        new(JsonLines.Create(folder.Metrics), withSignal ? JsonLines.Create(folder.Signal) : null);

    /// <summary>Continues from a checkpoint, and removes the lines that were written after it. Existing signal rows are kept even if
    /// diagnostics are now off.</summary>
    public static Records Continue(RunFolder folder, bool withSignal, long metricsLength, long signalLength) =>
        new(JsonLines.Continue(folder.Metrics, metricsLength),
            withSignal || File.Exists(folder.Signal) ? JsonLines.Continue(folder.Signal, signalLength) : null);

    /// <summary>Actions that flush the files to the disk, one action per file.</summary>
    internal IReadOnlyList<Action> Forcing => Signal is null ? [Metrics.Sync] : [Metrics.Sync, Signal.Sync];

    /// <inheritdoc/>
    public void Dispose()
    {
        Metrics.Dispose();
        Signal?.Dispose();
    }
}
