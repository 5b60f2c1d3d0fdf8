using Experiments.Experiment;
using Experiments.Signal.Measure;
using Experiments.Training;
using Serilog.Events;

namespace Experiments.Runs;

/// <summary>Writes the trainer's reports to the run folder, then calls the observer. If a record can't be written, the run ends.</summary>
public sealed class RunRecorder : ITrainingListener, IDisposable
{
    private readonly EventLog _events;
    private readonly IRunObserver _observer;
    private readonly Trainer _trainer;
    private readonly Checkpoint _checkpoint;
    private readonly BestWeights _best;
    private readonly Records _records;
    private readonly TimeSpan _checkpointInterval;
    private readonly SignalRecorder? _signal;
    private readonly UpdateRecorder? _updates;
    private readonly Stopwatch _sinceCheckpoint = Stopwatch.StartNew();

    /// <param name="checkpointInterval">Shortest time between two checkpoints.</param>
    /// <param name="probe">Measures the signal; null if <paramref name="diagnostics"/> are off.</param>
    public RunRecorder(
        EventLog events, IRunObserver observer, Trainer trainer, Checkpoint checkpoint, Records records, TimeSpan checkpointInterval,
        SignalProbe? probe, DiagnosticsOptions diagnostics)
    {
        (_events, _observer, _trainer, _checkpoint, _records, _checkpointInterval) = (events, observer, trainer, checkpoint, records,
            checkpointInterval);
        _best = new BestWeights(checkpoint, trainer.Model);
        _signal = probe is null ? null : new SignalRecorder(probe, diagnostics, records.Signal!, Warning);
        _updates = records.Updates is null || diagnostics.EverySteps == 0
            ? null
            : new UpdateRecorder(records.Updates, trainer.Plan.TotalSteps);
    }

    /// <inheritdoc/>
    public void Starting(long step) => _signal?.Start(step);

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        _observer.StepDone(report);
        _updates?.StepDone(report);
        _signal?.StepDone(report.Step);
    }

    /// <inheritdoc/>
    public bool LooksAfter(long step) => _signal?.LooksAfter(step) == true;

    /// <inheritdoc/>
    public void EpochDone(long epoch, long step, double loss) =>
        _events.Write(LogEventLevel.Information, "epoch", "Epoch {epoch} done after step {step}: training loss {loss}.", epoch, step, loss);

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row)
    {
        WriteUpdates();
        _records.Metrics.Append(MetricsRow.ToJson(row));
        _observer.Evaluated(row);
    }

    /// <inheritdoc/>
    public void BestSoFar(BestEvaluation best)
    {
        _best.Take(best.Step);
        _events.Write(LogEventLevel.Debug, "best", "Best so far after step {step}: {metric:l} {value} on validation.", best.Step,
            best.Metric, best.Value);
    }

    /// <inheritdoc/>
    public void Checkpoint()
    {
        if (_sinceCheckpoint.Elapsed < _checkpointInterval)
            return;
        WriteBest();
        WriteUpdates();
        var progress = _trainer.Progress with { EarlierSeconds = _trainer.WallTime };
        _checkpoint.WriteResume(progress, _records);
        _events.Write(LogEventLevel.Debug, "checkpoint", "Checkpoint after step {step}.", progress.Step);
        _sinceCheckpoint.Restart();
    }

    /// <summary>Writes the best weights so far, if their file does not hold them already.</summary>
    public void WriteBest() => _best.Write();

    /// <summary>Writes the recorded updates that still wait in memory.</summary>
    public void WriteUpdates() => _updates?.Flush();

    /// <inheritdoc/>
    public void Dispose() => _best.Dispose();

    /// <inheritdoc/>
    public void Warning(string message) => Warning(message, cause: null);

    // The event contains the whole exception with its stack trace.
    private void Warning(string message, Exception? cause)
    {
        _events.Write(LogEventLevel.Warning, "warning", cause, "{warning:l}", [message]);
        _observer.Warning(message);
    }
}
