namespace Experiments.Runs;

/// <summary>The files to which a run appends its measurements.</summary>
/// <param name="Metrics"><c>metrics.jsonl</c>.</param>
/// <param name="Signal"><c>signal.jsonl</c>; null if diagnostics have always been off.</param>
/// <param name="Updates"><c>updates.jsonl</c>; null if diagnostics have always been off.</param>
public sealed record Records(JsonLines Metrics, JsonLines? Signal, JsonLines? Updates) : IDisposable
{
    /// <summary>Creates the files, empty.</summary>
    public static Records Create(RunFolder folder, bool withSignal) =>
        new(JsonLines.Create(folder.Metrics), withSignal ? JsonLines.Create(folder.Signal) : null,
            withSignal ? JsonLines.Create(folder.Updates) : null);

    /// <summary>Continues from a checkpoint, and removes the lines that were written after it. Existing signal rows are kept even if
    /// diagnostics are now off.</summary>
    public static Records Continue(RunFolder folder, bool withSignal, RecordLengths lengths) =>
        new(JsonLines.Continue(folder.Metrics, lengths.Metrics),
            withSignal || File.Exists(folder.Signal) ? JsonLines.Continue(folder.Signal, lengths.Signal) : null,
            withSignal || File.Exists(folder.Updates) ? JsonLines.Continue(folder.Updates, lengths.Updates) : null);

    /// <summary>Actions that flush the files to the disk, one action per file.</summary>
    internal IReadOnlyList<Action> Forcing =>
        [.. new[] { Metrics, Signal, Updates }.OfType<JsonLines>().Select(file => (Action)file.Sync)];

    /// <summary>Lengths of the files in bytes.</summary>
    internal RecordLengths Lengths => new(Metrics.Length, Signal?.Length ?? 0, Updates?.Length ?? 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        Metrics.Dispose();
        Signal?.Dispose();
        Updates?.Dispose();
    }
}

/// <summary>Lengths of a run's records in bytes, at a checkpoint.</summary>
public readonly record struct RecordLengths(long Metrics, long Signal, long Updates);
