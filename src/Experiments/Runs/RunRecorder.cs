using Experiments.Experiment;
using Experiments.Signal.Measure;
using Experiments.Training;
using Serilog.Events;

namespace Experiments.Runs;

/// <summary>Writes the trainer's reports to the run folder, then tells the observer. A record that can't be written ends the run.</summary>
public sealed class RunRecorder(EventLog events, IRunObserver observer, TimeSpan checkpointInterval) : ITrainingListener
{
    private readonly Stopwatch _sinceCheckpoint = Stopwatch.StartNew();
    private Trainer _trainer = null!;
    private Checkpoint _checkpoint = null!;
    private Records _records = null!;
    private SignalProbe? _probe;
    private DiagnosticsOptions _diagnostics = null!;

    /// <summary>Sets what is recorded; call it before the trainer runs.</summary>
    public void Begin(Trainer trainer, Checkpoint checkpoint, Records records)
    {
        _trainer = trainer;
        _checkpoint = checkpoint;
        _records = records;
    }

    /// <summary>Measures the signal every so many updates, and at once if no update was made yet.</summary>
    public void Probe(SignalProbe probe, DiagnosticsOptions options)
    {
        _probe = probe;
        _diagnostics = options;
        var step = _trainer.Progress.Step;
        // A run that was interrupted before its first update has already measured its initial weights.
        if (step == 0 && _records.Signal!.Length == 0)
            MeasureSignal(0);
        RememberWeightsBefore(step + 1);
    }

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        observer.StepDone(report);
        if (_probe is null)
            return;
        if (IsProbed(report.Step))
            MeasureSignal(report.Step);
        RememberWeightsBefore(report.Step + 1);
    }

    /// <inheritdoc/>
    public void EpochDone(long epoch, long step, double loss) =>
        events.Write(LogEventLevel.Information, "epoch", "Epoch {epoch} done after step {step}: training loss {loss}.", epoch, step, loss);

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row)
    {
        _records.Metrics.Append(MetricsRow.ToJson(row));
        observer.Evaluated(row);
    }

    /// <inheritdoc/>
    public void BestSoFar(BestEvaluation best)
    {
        _checkpoint.WriteModel("best", best.Step);
        events.Write(LogEventLevel.Debug, "best", "Best so far after step {step}: {metric:l} {value} on validation.", best.Step, best.Metric, best.Value);
    }

    /// <inheritdoc/>
    public void Checkpoint()
    {
        if (_sinceCheckpoint.Elapsed < checkpointInterval)
            return;
        _records.Sync();
        _checkpoint.WriteResume(_trainer.Progress with { EarlierSeconds = _trainer.WallTime }, _records.Metrics.Length, _records.Signal?.Length ?? 0);
        events.Write(LogEventLevel.Debug, "checkpoint", "Checkpoint after step {step}.", _trainer.Progress.Step);
        _sinceCheckpoint.Restart();
    }

    /// <inheritdoc/>
    public void Warning(string message) => Warning(message, cause: null);

    private void Warning(string message, Exception? cause)
    {
        events.Write(LogEventLevel.Warning, "warning", cause, "{warning:l}", [message]);
        observer.Warning(message);
    }

    private void RememberWeightsBefore(long step)
    {
        if (IsProbed(step))
            _probe?.RememberWeights();
    }

    private bool IsProbed(long step) => step % _diagnostics.EverySteps == 0;

    private void MeasureSignal(long step)
    {
        var withHistograms = _diagnostics.Histograms && _records.Signal!.Length < _diagnostics.HistogramBytes;
        foreach (var signal in Measured(step, new ProbeDetail(withHistograms ? _diagnostics.HistogramBins : null)))
        {
            var row = SignalRow.ToJson(step, signal);
            // Decided by the file's length, so that a resumed run leaves them out from the same line on.
            if (withHistograms && _records.Signal!.Length + JsonText.Line(row).Length + 1 > _diagnostics.HistogramBytes)
                row.Remove(SignalRow.Histograms);
            _records.Signal!.Append(row);
        }
    }

    // Diagnostics may run unasked, so a failure ends no run: a network may be too large for a second batch, or of a form that can't be measured.
    // Catches any exception, as a custom module may throw any; the event keeps it whole, with its stack trace.
    private IReadOnlyList<LayerSignal> Measured(long step, ProbeDetail detail)
    {
        try
        {
            return _probe!.Measure(detail);
        }
        catch (Exception exception)
        {
            _probe = null;
            Warning($"The signal can't be measured after step {step.ToString(CultureInfo.InvariantCulture)}, nor will it be in this run: {FirstLine.Of(exception)} A smaller diagnostics.probe_size takes less memory; diagnostics.every_steps 0 measures nothing.", exception);
            return [];
        }
    }
}
