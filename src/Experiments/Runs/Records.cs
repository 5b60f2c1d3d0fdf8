using Experiments.Serialization;

namespace Experiments.Runs;

/// <summary>The files of measurements that a run appends to.</summary>
/// <param name="Metrics"><c>metrics.jsonl</c>.</param>
/// <param name="Signal"><c>signal.jsonl</c>; null where no diagnostics are asked for, and none ever were.</param>
public sealed record Records(JsonLines Metrics, JsonLines? Signal) : IDisposable
{
    /// <summary>Starts both files anew.</summary>
    public static Records Create(RunFolder folder, bool withSignal) =>
        new(JsonLines.Create(folder.Metrics), withSignal ? JsonLines.Create(folder.Signal) : null);

    /// <summary>Goes on from a checkpoint: cuts off what came after it. What was measured of the signal stays, also where the run goes on without measuring it.</summary>
    public static Records Continue(RunFolder folder, bool withSignal, long metricsLength, long signalLength) =>
        new(JsonLines.Continue(folder.Metrics, metricsLength), withSignal || File.Exists(folder.Signal) ? JsonLines.Continue(folder.Signal, signalLength) : null);

    /// <summary>Forces what was appended to the disk.</summary>
    public void Sync()
    {
        Metrics.Sync();
        Signal?.Sync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Metrics.Dispose();
        Signal?.Dispose();
    }
}
