using Experiments.Experiment;
using Experiments.Native;
using Experiments.Probe;
using Experiments.Signal.Measure;
using Experiments.Training;
using Serilog.Events;

namespace Experiments.Runs;

/// <summary>
/// The work of one process on one run folder. The session locks the folder, writes config and environment, trains, and finally writes the
/// summary. After the folder is locked, an error is recorded with the status <c>failed</c>, if the disk can be written.
/// </summary>
public sealed class RunSession : IDisposable
{
    private readonly ResolvedConfig _resolved;
    private readonly RunRequest _request;
    private readonly ForgivingObserver _observer;
    private readonly RunFolder _folder;
    private readonly string _identity;
    private readonly FileStream _taken;
    private readonly EventLog _events;
    private readonly bool _resumes;
    private readonly string? _movedTo;
    private readonly string? _nothingToResume;
    private RunParts? _parts;
    private Trainer? _trainer;
    private Checkpoint? _checkpoint;
    private Records? _records;
    private SignalProbe? _probe;
    private RunRecorder? _recorder;
    private StackRecord? _earlierStack;
    private long _sharedUpdates;

    /// <summary>Locks the folder. An earlier run in the folder is moved aside, unless it is resumed.</summary>
    /// <exception cref="InputException">Another process is writing to the folder.</exception>
    public RunSession(ResolvedConfig resolved, RunRequest request, IRunObserver observer, RunFolder folder, Preparation prepared)
    {
        _resolved = resolved;
        _request = request;
        _observer = new ForgivingObserver(observer);
        _folder = folder;
        _identity = prepared.Identity;
        _resumes = request.Resume && File.Exists(folder.ResumeState);
        if (request.Resume && !Directory.Exists(folder.Path))
            _nothingToResume = $"Nothing to resume in '{folder.Path}'; starting from the beginning."
                + NearbyRun.InWords(folder, resolved, prepared);
        try
        {
            if (!_resumes)
                _movedTo = folder.MoveAside();
            _taken = folder.Take();
            folder.RemoveLeftovers();
            _events = new EventLog(JsonLines.Continue(folder.Events, length: null), request.Logger ?? prepared.Logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _taken?.Dispose();
            throw new InputException($"output.root: the run folder '{folder.Path}' can't be written: {exception.Message}");
        }
    }

    /// <summary>The runs that train together in this process, including this run; empty if this run trains separately.</summary>
    public IReadOnlyList<StackMember> Group { get; set; } = [];

    /// <summary>The run's trainer; available after the run is opened.</summary>
    public Trainer Trainer => _trainer!;

    /// <summary>The recorder of the training; available after the run is opened.</summary>
    public ITrainingListener Listener => _recorder!;

    /// <summary>Describes in one sentence why training failed.</summary>
    internal static string InWords(Exception exception) =>
        OutOfMemory.InTraining(exception) ?? MissingFunction.InWords(exception) ?? FirstLine.Of(exception);

    /// <summary>Counts an update that was computed together with other runs.</summary>
    public void CountShared() => _sharedUpdates++;

    /// <summary>Trains and records; returns the contents of <c>summary.json</c>.</summary>
    public RunSummary Run(RunParts parts, CancellationToken cancellation) =>
        Open(parts) ?? Close(() => Trainer.Run(Listener, cancellation));

    /// <summary>Opens the records and restores the checkpoint, so that the run can train.</summary>
    /// <returns>The summary if opening the run failed; null if the run can train.</returns>
    public RunSummary? Open(RunParts parts)
    {
        _parts = parts;
        return Recorded(() =>
        {
            _trainer = new Trainer(parts.Plan, parts.Model, parts.Data, parts.Device, _request.UpdatesPerWait);
            _checkpoint = new Checkpoint(_folder, parts.Model, _trainer.Optimizer, _trainer.Average, () => Stack);
            _records = OpenRecords(parts, _trainer, _checkpoint);
            var differences = WriteOrigin(parts);
            Announce(parts, _trainer.Progress.Step, _checkpoint, differences);
            _probe = Probe(parts);
            _recorder = new RunRecorder(
                _events, _observer, _trainer, _checkpoint, _records, _request.CheckpointInterval, _probe, parts.Config.Diagnostics);
            return null;
        });
    }

    /// <summary>Records how the training ended; returns the contents of <c>summary.json</c>.</summary>
    /// <param name="train">Trains to the end, or throws the exception that ended the training.</param>
    public RunSummary Close(Func<TrainingEnd> train) =>
        Recorded(() => Finish(_parts!, _trainer!, _checkpoint!, _records!, train()))!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _events.Dispose();
        _taken.Dispose();
    }

    private StackRecord? Stack => StackRecord.Join(_earlierStack, new StackRecord(Group, _sharedUpdates));

    private RunSummary? Recorded(Func<RunSummary?> work)
    {
        RunSummary? summary;
        try
        {
            summary = work();
        }
        catch (InputException refusal)
        {
            Release();
            _events.Write(LogEventLevel.Error, "refused", "{error:l}", refusal.Message);
            throw;
        }
        catch (Exception exception)
        {
            _records?.Dispose();
            summary = Fail(_parts!, _trainer, exception);
        }

        if (summary is null)
            return null;
        Release();
        _observer.Finished(summary);
        return summary;
    }

    private void Release()
    {
        _recorder?.Dispose();
        _probe?.Dispose();
        _records?.Dispose();
        _trainer?.Dispose();
        (_recorder, _probe, _records, _trainer) = (null, null, null, null);
    }

    // Writes config and environment, when it is certain that the run can continue. Returns the differences between this environment and the
    // environment in which the run began.
    private IReadOnlyList<string> WriteOrigin(RunParts parts)
    {
        // A resumed run may have a summary from an earlier process.
        File.Delete(_folder.Summary);
        if (!_resumes)
            AtomicFile.Write(_folder.Config, CanonicalJson.Serialize(_resolved.Document) + "\n", isForced: false);
        var environment = EnvironmentRecord.Collect(parts.Device, parts.Config.Threads, parts.Plan.Data, parts.Init, _request.CommandLine);
        AtomicFile.Write(_resumes ? _folder.NextEnvironment() : _folder.EnvironmentFile, JsonText.Document(environment), isForced: false);
        return _resumes ? EnvironmentRecord.Differences(_folder.EnvironmentFile, environment) : [];
    }

    private Records OpenRecords(RunParts parts, Trainer trainer, Checkpoint checkpoint)
    {
        var withSignal = parts.Config.Diagnostics.EverySteps > 0;
        if (!_resumes)
            return Records.Create(_folder, withSignal);
        (trainer.Progress, var lengths, _earlierStack) = checkpoint.ReadResume();
        checkpoint.DropOtherBest(trainer.Progress.Best?.Step);
        return Records.Continue(_folder, withSignal, lengths);
    }

    // Returns null if diagnostics are off. The caller disposes of the probe.
    private static SignalProbe? Probe(RunParts parts)
    {
        var options = parts.Config.Diagnostics;
        if (options.EverySteps == 0)
            return null;
        var train = parts.Data.Train;
        var size = Math.Min(options.ProbeSize, train.Count);
        return new SignalProbe(parts.Model, parts.Plan.Loss, train.Inputs.narrow(0, 0, size), train.Targets.narrow(0, 0, size),
            parts.Config.Seed);
    }

    private void Announce(RunParts parts, long firstStep, Checkpoint checkpoint, IReadOnlyList<string> differences)
    {
        var plan = parts.Plan;
        var device = parts.Device.ToString();
        if (_resumes)
            _events.Write(LogEventLevel.Information, "resumed", "Resuming after step {step} of {total_steps}.", firstStep, plan.TotalSteps);
        else
            checkpoint.WriteModel("initial", 0);
        _events.Write(
            LogEventLevel.Information, "started",
            "{name:l}, seed {seed}: {parameters} parameters, {examples} training examples, {total_steps} steps on {device:l}.",
            parts.Config.Name, parts.Config.Seed, Parameters(parts), plan.TrainExamples, plan.TotalSteps, device);
        if (plan.Data.Contents.Length > 0)
            _events.Write(LogEventLevel.Information, "data", "{data:l}.", plan.Data.Contents);
        _observer.Started(new RunStart(parts.Config, plan, parts.Init, _folder.Path, device, firstStep)
        {
            QuickSignalCheck = () => QuickSignalCheck.Of(parts.Model, parts.Init, plan.Loss, parts.Data.Train, parts.Config.Seed),
            FirstLossCheck = () => FirstLossCheck.Of(parts.Model, plan.Loss, parts.Data, parts.Config.Seed),
        });
        if (_movedTo is not null)
        {
            _events.Write(
                LogEventLevel.Information, "moved", "The earlier run with this config and seed was moved to {folder:l}.", _movedTo);
            _observer.Note($"The earlier run with this config and seed was moved to '{_movedTo}'.");
        }

        if (_nothingToResume is not null)
        {
            _events.Write(LogEventLevel.Information, "nothing_to_resume", "{note:l}", _nothingToResume);
            _observer.Note(_nothingToResume);
        }

        foreach (var warning in parts.Warnings.Concat(Surroundings(differences)))
        {
            _events.Write(LogEventLevel.Warning, "warning", "{warning:l}", warning);
            _observer.Warning(warning);
        }
    }

    private IEnumerable<string> Surroundings(IReadOnlyList<string> differences)
    {
        if (_request.Resume && _movedTo is not null)
            yield return $"Nothing to resume: the earlier run left no checkpoint. It was moved to '{_movedTo}'; starting from the "
                + "beginning.";
        if (differences.Count > 0)
            yield return "The run resumes in a different environment, so its results may differ in their last digits from those of an "
                + $"uninterrupted run: {string.Join(", ", differences)}.";
    }

    private RunSummary Finish(RunParts parts, Trainer trainer, Checkpoint checkpoint, Records records, TrainingEnd end)
    {
        _recorder!.WriteBest();
        _recorder.WriteUpdates();
        checkpoint.WriteModel("last", trainer.Progress.Step);
        checkpoint.WriteAverage(trainer.Progress.Step);
        if (end == TrainingEnd.Interrupted)
            checkpoint.WriteResume(trainer.Progress with { EarlierSeconds = trainer.WallTime }, records);
        else
            File.Delete(_folder.ResumeState);
        checkpoint.Force(records);
        var summary = Summarise(parts, trainer, StatusOf(end))
            with { Confusion = end == TrainingEnd.Completed ? trainer.Confusion() : null };
        using (trainer.Average?.InPlace())
            Describe(parts, end);
        WriteEnd(summary, exception: null);
        AtomicFile.Write(_folder.Summary, JsonText.Document(summary.ToJson()));
        return summary;
    }

    // Writes the records that only people read. They take a forward pass, which fails for some networks of users; the run still has a
    // result then.
    private void Describe(RunParts parts, TrainingEnd end)
    {
        try
        {
            NetworkRecord.Write(_folder, parts);
            if (end == TrainingEnd.Completed && parts.Plan.Data.Task == Data.TaskKind.Regression)
                PredictionRecord.Write(_folder, parts);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            _events.Write(LogEventLevel.Debug, "not_described", exception, "The network can't be described: {reason:l}",
                [FirstLine.Of(exception)]);
        }
    }

    // Writing the summary may fail for the same reason for which the run failed. In this case, the method still returns the summary.
    private RunSummary Fail(RunParts parts, Trainer? trainer, Exception exception)
    {
        var summary = Summarise(parts, trainer, RunStatus.Failed)
            with { Error = InWords(exception) };
        try
        {
            _recorder?.WriteUpdates();
            _recorder?.WriteBest();
        }
        catch (Exception)
        {
            // The first error is reported.
        }

        try
        {
            WriteEnd(summary, exception);
            AtomicFile.Write(_folder.Summary, JsonText.Document(summary.ToJson()));
        }
        catch (Exception again) when (again is IOException or UnauthorizedAccessException)
        {
        }

        return summary;
    }

    private void WriteEnd(RunSummary summary, Exception? exception)
    {
        var level = summary.Status switch
        {
            RunStatus.Completed => LogEventLevel.Information,
            RunStatus.Failed => LogEventLevel.Error,
            _ => LogEventLevel.Warning,
        };
        var kind = summary.Status.ToString().ToLowerInvariant();
        var template = summary.Error is null ? "Run {status:l} after step {step}." : "Run {status:l} after step {step}: {error:l}";
        _events.Write(level, kind, exception, template,
            summary.Error is null ? [kind, summary.Progress.Step] : [kind, summary.Progress.Step, summary.Error]);
    }

    private RunSummary Summarise(RunParts parts, Trainer? trainer, RunStatus status)
    {
        return new RunSummary
        {
            Status = status,
            Folder = _folder.Path,
            Name = parts.Config.Name,
            Identity = _identity,
            Seed = parts.Config.Seed,
            Error = trainer?.NonFinite?.ToString(),
            NonFinite = trainer?.NonFinite,
            Progress = trainer?.Progress ?? new TrainingProgress(),
            StoppedBy = trainer?.Progress.Step < parts.Plan.TotalSteps ? trainer.StoppedBy : null,
            TotalSteps = parts.Plan.TotalSteps,
            StepsPerEpoch = parts.Plan.StepsPerEpoch,
            Parameters = Parameters(parts),
            Examples = parts.Data.Parts.ToDictionary(split => split.Name, split => split.Count),
            WallTime = trainer?.WallTime ?? 0,
            PeakMemory = ProcessMemory.Peak(),
            Stack = Stack,
        };
    }

    private static RunStatus StatusOf(TrainingEnd end) => end switch
    {
        TrainingEnd.Completed => RunStatus.Completed,
        TrainingEnd.Diverged => RunStatus.Diverged,
        _ => RunStatus.Interrupted,
    };

    private static long Parameters(RunParts parts) => parts.Model.parameters(recurse: true).Sum(parameter => parameter.numel());
}
